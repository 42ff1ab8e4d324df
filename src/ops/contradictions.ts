import type { Configuration, Variables } from './config.ts';

export type Contradictions = { readonly faults: readonly string[]; readonly warnings: readonly string[] };

/** Ports to which Telegram delivers: https://core.telegram.org/bots/api#setwebhook */
const webhookPorts = ['', '80', '88', '443', '8443'];
const telegramItself = 'api.telegram.org';
const ownPaths = ['/healthz', '/metrics'];
const privateHosts =
  /^(?:localhost|.*\.localhost|.*\.local|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[.*\])$/;

/** What is wrong between variables that are each right. */
export function contradictionsOf(configuration: Configuration, variables: Variables): Contradictions {
  return {
    faults: [...webhookFaults(configuration, variables), ...keyFaults(configuration)],
    warnings: warningsOf(configuration, variables),
  };
}

const isGiven = (value: string | undefined): value is string => value !== undefined && value !== '';

function webhookFaults({ telegram }: Configuration, variables: Variables): string[] {
  const given = variables['TELEGRAM_WEBHOOK_URL'];
  if (!isGiven(given)) return [];
  if (!isGiven(variables['TELEGRAM_BOT_TOKEN']))
    return [
      'TELEGRAM_WEBHOOK_URL is set without TELEGRAM_BOT_TOKEN: add the token of @BotFather, or remove the URL',
    ];
  if (!telegram?.webhook) return []; // the token or the URL is wrong by itself, and named
  const { protocol, hostname, port, pathname } = new URL(telegram.webhook.url);
  const faults: string[] = [];
  const say = (fault: string) => faults.push(`TELEGRAM_WEBHOOK_URL ${fault}`);
  if (ownPaths.includes(pathname))
    say(`has the path ${pathname}, which Vigie serves itself: give another, such as /telegram`);
  // a Bot API server of one's own takes any address
  if (new URL(telegram.apiRoot).hostname !== telegramItself) return faults;
  if (protocol !== 'https:')
    say('is http: Telegram delivers to https alone; put a reverse proxy with a certificate before Vigie');
  if (!webhookPorts.includes(port))
    say(
      `has the port ${port}: Telegram delivers to 443, 80, 88 and 8443 alone; let a reverse proxy take one of them and pass on to PORT`,
    );
  if (privateHosts.test(hostname))
    say(
      `names ${hostname}, which Telegram cannot reach: give the public name, or remove the URL for long polling, which needs none`,
    );
  return faults;
}

function keyFaults({ secretKey }: Configuration): string[] {
  return secretKey !== null && new Set(secretKey).size <= 2
    ? ['SECRET_KEY is 32 bytes that anybody guesses: make it with "openssl rand -hex 32"']
    : [];
}

function warningsOf({ telegram, whatsapp, port }: Configuration, variables: Variables): string[] {
  const warnings: string[] = [];
  if (isGiven(variables['WHATSAPP_PAIRING_NUMBER']) && !whatsapp)
    warnings.push('WHATSAPP_PAIRING_NUMBER does nothing without WHATSAPP=on: set that, or remove the number');
  if (isGiven(variables['TELEGRAM_WEBHOOK_SECRET']) && !isGiven(variables['TELEGRAM_WEBHOOK_URL']))
    warnings.push(
      'TELEGRAM_WEBHOOK_SECRET does nothing without TELEGRAM_WEBHOOK_URL: set that, or remove the secret',
    );
  if (telegram?.webhook && port === 0)
    warnings.push(
      'PORT is 0, a port drawn at each start: a webhook needs one that the reverse proxy knows, such as 8080',
    );
  if (isGiven(variables['DATABASE_URL']) && !telegram && !whatsapp)
    warnings.push(
      'DATABASE_URL does nothing without a channel: set TELEGRAM_BOT_TOKEN or WHATSAPP=on to be written to',
    );
  return warnings;
}
