import { z } from 'zod';
import type { TelegramConfiguration } from '../channel-variables.ts';
import { note, ok, systemCode, toMend, type Finding } from './finding.ts';

export type TelegramFinding = { readonly findings: readonly Finding[]; readonly bot: string | null };

const answer = z.object({
  ok: z.boolean(),
  error_code: z.number().optional(),
  result: z.unknown().optional(),
});
const botUser = z.object({ username: z.string() });
const webhookInfo = z.object({ url: z.string(), last_error_message: z.string().optional() });

/** Asks Telegram who the bot is and where it delivers now. Sets nothing. */
export async function checkTelegram(
  configuration: TelegramConfiguration,
  waits = 10_000,
): Promise<TelegramFinding> {
  const { apiRoot } = configuration;
  const host = new URL(apiRoot).host;
  const refuse = (fault: string) => ({ findings: [toMend(fault)], bot: null });
  try {
    const said = await ask('getMe', configuration, waits);
    if (!said)
      return refuse(
        `${host} answers, and not as Telegram does: correct TELEGRAM_API_ROOT, or remove it for Telegram's own`,
      );
    if (!said.ok && [401, 404].includes(said.error_code ?? 0))
      return refuse(
        `Telegram refuses TELEGRAM_BOT_TOKEN (${said.error_code ?? 0}): ask @BotFather for the token of this bot (/token), and set it`,
      );
    const bot = said.ok ? botUser.safeParse(said.result).data?.username : undefined;
    if (bot === undefined)
      return refuse(
        `Telegram does not say who the bot is (${said.error_code ?? 'no name'}): try again later`,
      );
    const known = ok(`TELEGRAM_BOT_TOKEN is the token of @${bot}`);
    const info = webhookInfo.safeParse((await ask('getWebhookInfo', configuration, waits))?.result).data;
    return { findings: [known, ...(info ? webhookFindings(configuration, info) : [])], bot };
  } catch (error) {
    // the error itself may name the address, and the token with it
    return refuse(
      `Telegram cannot be reached at ${host} (${systemCode(error)}): check the network and the firewall${host === 'api.telegram.org' ? '' : ', and TELEGRAM_API_ROOT'}`,
    );
  }
}

async function ask(method: string, { apiRoot, token }: TelegramConfiguration, waits: number) {
  const response = await fetch(`${apiRoot.replace(/\/$/, '')}/bot${token}/${method}`, {
    signal: AbortSignal.timeout(waits),
  });
  const text = await response.text();
  try {
    return answer.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const longestQuote = 120;

function webhookFindings(
  { webhook }: TelegramConfiguration,
  info: z.output<typeof webhookInfo>,
): readonly Finding[] {
  if (!webhook)
    return info.url === ''
      ? []
      : [
          note(
            'This bot has a webhook now; the start takes it away. If another program answers for this bot, ask @BotFather for a bot of its own',
          ),
        ];
  const { origin, pathname } = new URL(webhook.url);
  const findings = [
    ok(`TELEGRAM_WEBHOOK_URL: Telegram is told at the start to deliver to ${origin}${pathname}`),
  ];
  if (info.url === webhook.url && info.last_error_message !== undefined)
    findings.push(
      note(
        `Telegram's last delivery there failed: "${info.last_error_message.slice(0, longestQuote)}". While Vigie was stopped that is as it should be; else look at the reverse proxy and its certificate`,
      ),
    );
  return findings;
}
