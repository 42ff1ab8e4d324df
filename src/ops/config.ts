import { z } from 'zod';
import { channelConfiguration, channelVariables, type ChannelConfiguration } from './channel-variables.ts';

/** A variable of the environment that cannot be used: the message names it, what is wrong, and the mend. */
export class ConfigurationError extends Error {
  readonly code = 'configuration-invalid';
}

const directory = (initial: string) =>
  z.string().min(1, 'is empty: give a path, or remove the variable').default(initial);

const secretKeyBytes = 32;
const longestRetentionDays = 3650;
const retentionFault = `is no whole number of days from 1 to ${longestRetentionDays}: correct it, or remove the variable for 90 days`;

/** Bytes written in hexadecimal or base64 (also its form for URLs); null when it is neither, or not 32 bytes. */
function readKey(text: string): Uint8Array | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length === secretKeyBytes ? key : null;
}

const hoursFault =
  'is no span of hours: give the first and the last hour, such as 8-21, or remove the variable';
/** When people are written to first, by the clock of France: not at night. */
const usualHours = '8-21';

const environment = z.object({
  ...channelVariables,
  DATA_DIR: directory('./data'),
  LOCALES_DIR: directory('./locales'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is no level: use fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  STATE_DIR: directory('./state'),
  SECRET_KEY: z
    .string()
    .transform((text, context) => {
      const key = readKey(text);
      if (key) return key;
      // the value is a secret: it is not repeated
      context.addIssue(
        'is not 32 bytes in hexadecimal or base64: make it with "openssl rand -hex 32", or remove the variable and one is made in STATE_DIR',
      );
      return z.NEVER;
    })
    .optional(),
  RETENTION_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, retentionFault)
    .transform(Number)
    .refine((days) => days >= 1 && days <= longestRetentionDays, retentionFault)
    .default(90),
  ALERT_HOURS: z
    .string()
    .regex(/^\d{1,2}-\d{1,2}$/, hoursFault)
    .default(usualHours)
    .transform((text) => {
      const [from = 0, to = 0] = text.split('-').map(Number);
      return { from, to };
    })
    .refine(({ from, to }) => from < to && to <= 24, hoursFault),
});

export type Configuration = ChannelConfiguration & {
  readonly dataDirectory: string;
  readonly localesDirectory: string;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  /** What must survive a restart of the messaging channels. */
  readonly stateDirectory: string;
  /** 32 bytes; null: the one in the state's directory, made at the first start. */
  readonly secretKey: Uint8Array | null;
  /** A chat is forgotten after this many days without a message. */
  readonly retentionDays: number;
  /** Whole hours in France between which alerts are sent; those of another time wait. */
  readonly alertHours: { readonly from: number; readonly to: number };
};

/** Reads the environment. Throws a ConfigurationError with one sentence a variable. */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = environment.safeParse(variables);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'),
    );
  const { data } = parsed;
  return {
    ...channelConfiguration(data),
    dataDirectory: data.DATA_DIR,
    localesDirectory: data.LOCALES_DIR,
    logLevel: data.LOG_LEVEL,
    stateDirectory: data.STATE_DIR,
    secretKey: data.SECRET_KEY ?? null,
    retentionDays: data.RETENTION_DAYS,
    alertHours: data.ALERT_HOURS,
  };
}
