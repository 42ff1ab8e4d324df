import { describe, expect, it } from 'vitest';
import { variableNames } from '../../src/ops/config.ts';
import { unknownSentence, unknownVariables } from '../../src/ops/unknown-variables.ts';

const sentences = (environment: Record<string, string>, file: Record<string, string> | null = null) =>
  unknownVariables(environment, file).map(unknownSentence);
const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'x']));

describe('a variable that looks like one of ours', () => {
  it.each([
    ['TELEGRAM_BOT_TOKN', 'TELEGRAM_BOT_TOKEN'],
    ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN'],
    ['telegram_bot_token', 'TELEGRAM_BOT_TOKEN'],
    ['TELEGRAM_WEBHOOK_SECRETS', 'TELEGRAM_WEBHOOK_SECRET'],
    ['WHATSAPP_NUMBER', 'WHATSAPP_PAIRING_NUMBER'],
    ['WHATSAP', 'WHATSAPP'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['SECRETKEY', 'SECRET_KEY'],
    ['STATEDIR', 'STATE_DIR'],
    ['RETENTION_DAY', 'RETENTION_DAYS'],
    ['CHROMIUM_PTH', 'CHROMIUM_PATH'],
    ['ALERTS_HOURS', 'ALERT_HOURS'],
  ])('%s is named', (name, meant) => {
    const [sentence] = sentences({ [name]: 'x' });
    expect(sentence).toContain(`${name} is unknown`);
    if (name !== 'WHATSAPP_NUMBER') expect(sentence).toBe(`${name} is unknown: did you mean ${meant}?`);
  });

  it('is named once when the file sets it too', () => {
    expect(sentences({ STATEDIR: 'x' }, { STATEDIR: 'x' })).toHaveLength(1);
  });
});

describe('no false alarm', () => {
  it('on any of ours', () => {
    expect(sentences(named(variableNames), named(variableNames))).toEqual([]);
  });

  it.each([
    ['a shell', 'HOME HOSTNAME LOGNAME USER SHELL LANG LC_ALL PATH PWD OLDPWD TERM TZ EDITOR DISPLAY XDG_DATA_DIRS XDG_DATA_HOME HOSTTYPE SSH_AUTH_SOCK DBUS_SESSION_BUS_ADDRESS NO_COLOR LOGLEVEL PORTS POST HOSTS http_proxy https_proxy no_proxy'], // prettier-ignore
    ['npm', 'npm_config_loglevel npm_package_name npm_lifecycle_event npm_execpath NODE NODE_OPTIONS INIT_CWD COLOR NODE_COMPILE_CACHE'], // prettier-ignore
    ['systemd', 'INVOCATION_ID JOURNAL_STREAM NOTIFY_SOCKET STATE_DIRECTORY CACHE_DIRECTORY LOGS_DIRECTORY CREDENTIALS_DIRECTORY MAINPID'], // prettier-ignore
    ['Docker and Kubernetes', 'HOSTNAME VIGIE_SERVICE_HOST VIGIE_SERVICE_PORT VIGIE_PORT VIGIE_PORT_8080_TCP VIGIE_PORT_8080_TCP_ADDR KUBERNETES_PORT DOMAIN POSTGRES_PASSWORD'], // prettier-ignore
    ['GitHub', 'GITHUB_TOKEN GITHUB_ACTIONS GITHUB_API_URL RUNNER_OS CI'],
    ['Debian and a desktop', 'CHROMIUM_FLAGS CHROMIUM_USER_FLAGS TELEGRAM_DESKTOP_LOCATION CHROME_BIN PUPPETEER_EXECUTABLE_PATH'], // prettier-ignore
    ['other services', 'REDIS_URL TEST_DATABASE_URL MYSQL_URL SECRET_KEY_BASE AWS_SECRET_ACCESS_KEY PGPASSWORD PGHOST'], // prettier-ignore
  ])('in the environment of %s', (_where, names) => {
    expect(sentences(named(names.split(' ')))).toEqual([]);
  });

  it('on what stands in .env for Docker, the shell or Node', () => {
    expect(sentences({}, named(['DOMAIN', 'POSTGRES_PASSWORD', 'TZ', 'NODE_ENV', 'HTTPS_PROXY']))).toEqual(
      [],
    );
  });
});
