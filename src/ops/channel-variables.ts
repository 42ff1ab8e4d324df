import { z } from 'zod';

/** An empty variable counts as one that is not there. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const url = (advice: string) => z.url({ protocol: /^https?$/, error: `is no URL: ${advice}` });
const wholeNumber = (most: number, advice: string) => {
  const error = `is no whole number from 0 to ${most}: ${advice}`;
  return z.coerce.number({ error }).int(error).min(0, error).max(most, error);
};
const sendsFault =
  'is no whole number from 1 to 100: remove the variable for 8 in a process that runs alone, 1 in each of several workers';
const listOfStrings = z.array(z.string());
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The variables of the environment that turn channels on. */
export const channelVariables = {
  TELEGRAM_BOT_TOKEN: optional(
    z
      .string()
      .regex(/^\d+:[\w-]+$/, 'is no token: copy the whole one of @BotFather, digits, a colon, letters'),
  ),
  TELEGRAM_API_ROOT: optional(url('give an address such as http://127.0.0.1:8081, or remove the variable')),
  TELEGRAM_WEBHOOK_URL: optional(url('give the public https address to which Telegram is to deliver')),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z.string().regex(/^[\w-]{16,256}$/, 'is no secret: use 16 to 256 letters, digits, _ and -'),
  ),
  TELEGRAM_SENDS_AT_ONCE: optional(
    z
      .string()
      .regex(/^([1-9]\d?|100)$/, sendsFault)
      .transform(Number),
  ),
  WHATSAPP: optional(
    z.enum(['on', 'off'], { error: 'is neither on nor off: set it to on, or remove the variable' }),
  ),
  WHATSAPP_PAIRING_NUMBER: optional(
    z
      .string()
      .transform((text) => text.replace(/[\s.()+-]/g, ''))
      // the number is somebody's: it is not repeated
      .pipe(
        z
          .string()
          .regex(
            /^[1-9]\d{7,14}$/,
            'is no number: give it with the country code, such as 33 and nine digits, or remove the variable to log in by QR code',
          ),
      ),
  ),
  WHATSAPP_SENDS_PER_MINUTE: optional(wholeNumber(1_000, '20 unless set, 0 for no pacing')),
  CHROMIUM_PATH: optional(z.string()),
  CHROMIUM_ARGS: optional(
    z.string().transform((text, context) => {
      const read = listOfStrings.safeParse(parseJson(text));
      if (read.success) return read.data;
      context.addIssue('is no JSON array of strings: write it like ["--no-sandbox"], or remove the variable');
      return z.NEVER;
    }),
  ),
  CHAT_MESSAGES_PER_MINUTE: optional(wholeNumber(100_000, '30 unless set, 0 for no limit')),
  HOST: optional(
    z
      .string()
      .regex(
        /^[\w.:-]+$/,
        'is no name or address of this machine: give 127.0.0.1, or 0.0.0.0 for all its addresses, without http:// and port',
      ),
  ),
  PORT: optional(wholeNumber(65_535, '8080 unless set, 0 for a free one')),
};

export type TelegramConfiguration = {
  /** Answers on their way at the same time; null: as many as fits one process, or one of several workers. */
  readonly sendsAtOnce: number | null;
  readonly token: string;
  readonly apiRoot: string;
  /** Null: long polling. Without a secret, one is drawn at each start. */
  readonly webhook: { readonly url: string; readonly secret: string | null } | null;
};
export type WhatsappConfiguration = {
  /** Digits with the country code; null: login by QR code. */
  readonly pairingNumber: string | null;
  /** Null: looked for in the usual places. */
  readonly chromiumPath: string | null;
  readonly chromiumArguments: readonly string[];
  /** 0: no pacing. */
  readonly sendsPerMinute: number;
};
export type ChannelConfiguration = {
  /** Null: no Telegram. */
  readonly telegram: TelegramConfiguration | null;
  /** Null: no WhatsApp. */
  readonly whatsapp: WhatsappConfiguration | null;
  readonly messagesPerMinute: number;
  readonly host: string;
  readonly port: number;
};

type Variables = {
  readonly [Name in keyof typeof channelVariables]?: z.output<(typeof channelVariables)[Name]>;
};

export function channelConfiguration(variables: Variables): ChannelConfiguration {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: webhook } = variables;
  return {
    telegram:
      token === undefined
        ? null
        : {
            token,
            apiRoot: variables.TELEGRAM_API_ROOT ?? 'https://api.telegram.org',
            sendsAtOnce: variables.TELEGRAM_SENDS_AT_ONCE ?? null,
            webhook:
              webhook === undefined
                ? null
                : { url: webhook, secret: variables.TELEGRAM_WEBHOOK_SECRET ?? null },
          },
    whatsapp:
      variables.WHATSAPP === 'on'
        ? {
            pairingNumber: variables.WHATSAPP_PAIRING_NUMBER ?? null,
            chromiumPath: variables.CHROMIUM_PATH ?? null,
            chromiumArguments: variables.CHROMIUM_ARGS ?? [],
            sendsPerMinute: variables.WHATSAPP_SENDS_PER_MINUTE ?? 20,
          }
        : null,
    messagesPerMinute: variables.CHAT_MESSAGES_PER_MINUTE ?? 30,
    host: variables.HOST ?? '127.0.0.1',
    port: variables.PORT ?? 8080,
  };
}
