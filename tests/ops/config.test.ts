import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  examineVariables,
  readConfiguration,
  variableNames,
} from '../../src/ops/config.ts';

const hexadecimal = '00112233445566778899aabbccddeeff'.repeat(2);
const bytes = Buffer.from(hexadecimal, 'hex');

function faultOf(variables: Record<string, string>): string {
  try {
    readConfiguration(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'none';
}

it('without any variable has a value for everything', () => {
  expect(readConfiguration({})).toMatchObject({
    stateDirectory: './state',
    secretKey: null,
    retentionDays: 90,
  });
});

describe('SECRET_KEY', () => {
  it.each([
    ['hexadecimal', hexadecimal],
    ['hexadecimal in capitals', hexadecimal.toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').replace('=', '')],
    ['base64 for URLs', bytes.toString('base64url')],
  ])('is read as %s', (_, text) => {
    expect(readConfiguration({ SECRET_KEY: text }).secretKey).toEqual(bytes);
  });

  it.each(['', 'changeme', hexadecimal.slice(1), `${hexadecimal}00`, 'z'.repeat(64), `${'A'.repeat(42)}!`])(
    'that is none is refused with the mend: %j',
    (text) => {
      expect(faultOf({ SECRET_KEY: text })).toMatch(
        /^SECRET_KEY is not 32 bytes .*: make it with "openssl rand -hex 32"/,
      );
    },
  );

  it('is never repeated in what is said of it', () => {
    expect(faultOf({ SECRET_KEY: 'nearly-a-secret' })).not.toContain('nearly');
  });
});

describe('RETENTION_DAYS', () => {
  it.each(['1', '30', '3650'])('is a number of days: %s', (text) => {
    expect(readConfiguration({ RETENTION_DAYS: text }).retentionDays).toBe(Number(text));
  });

  it.each(['', '0', '3651', '-1', '1.5', '90 days', '1e3', '99999'])(
    'that is none is refused: %j',
    (text) => {
      const value = text === '' ? '' : ` ("${text}")`;
      expect(faultOf({ RETENTION_DAYS: text })).toBe(
        `RETENTION_DAYS${value} is no whole number of days from 1 to 3650: correct it, or remove the variable for 90 days`,
      );
    },
  );
});

describe('WhatsApp', () => {
  const on = { WHATSAPP: 'on' };

  it('is off unless turned on', () => {
    expect(readConfiguration({}).whatsapp).toBeNull();
    expect(readConfiguration({ WHATSAPP: 'off', CHROMIUM_PATH: '/usr/bin/chromium' }).whatsapp).toBeNull();
    expect(faultOf({ WHATSAPP: 'yes' })).toBe(
      'WHATSAPP ("yes") is neither on nor off: set it to on, or remove the variable',
    );
  });

  it('has a value for everything once on, empty variables included', () => {
    const usual = { pairingNumber: null, chromiumPath: null, chromiumArguments: [], sendsPerMinute: 20 };
    expect(readConfiguration(on).whatsapp).toEqual(usual);
    expect(
      readConfiguration({ ...on, WHATSAPP_PAIRING_NUMBER: '', CHROMIUM_PATH: '', CHROMIUM_ARGS: '' })
        .whatsapp,
    ).toEqual(usual);
  });

  it.each(['33600000001', '+33 6 00 00 00 01', '33.600.000.001', '+33 (600) 000-001'])(
    'takes a number to pair with as people write it: %s',
    (text) => {
      expect(readConfiguration({ ...on, WHATSAPP_PAIRING_NUMBER: text }).whatsapp?.pairingNumber).toBe(
        '33600000001',
      );
    },
  );

  it.each(['0600000001', '336', 'mine', '3360000000123456'])('refuses what is no number: %s', (text) => {
    const fault = faultOf({ ...on, WHATSAPP_PAIRING_NUMBER: text });
    expect(fault).toMatch(/^WHATSAPP_PAIRING_NUMBER is no number: give it with the country code/);
    expect(fault).not.toContain(text);
  });

  it('takes arguments of the browser as a JSON array', () => {
    const CHROMIUM_ARGS = '["--no-sandbox","--proxy-server=http://proxy:3128"]';
    expect(readConfiguration({ ...on, CHROMIUM_ARGS }).whatsapp?.chromiumArguments).toEqual([
      '--no-sandbox',
      '--proxy-server=http://proxy:3128',
    ]);
  });

  it.each(['--no-sandbox', '["--no-sandbox", 1]', '{}', '['])('refuses other arguments: %s', (text) => {
    expect(faultOf({ ...on, CHROMIUM_ARGS: text })).toMatch(
      /^CHROMIUM_ARGS \(.*\) is no JSON array of strings/,
    );
  });

  it.each([
    ['0', 0],
    ['60', 60],
  ])('takes sends a minute: %s', (text, sends) => {
    expect(readConfiguration({ ...on, WHATSAPP_SENDS_PER_MINUTE: text }).whatsapp?.sendsPerMinute).toBe(
      sends,
    );
  });

  it.each(['-1', 'many', '2.5'])('refuses other sends a minute: %s', (text) => {
    expect(faultOf({ ...on, WHATSAPP_SENDS_PER_MINUTE: text })).toMatch(
      /^WHATSAPP_SENDS_PER_MINUTE \(.*\) is no whole number/,
    );
  });
});

it('names every variable that is wrong, each in its sentence', () => {
  expect(faultOf({ STATE_DIR: '', LOG_LEVEL: 'loud', RETENTION_DAYS: 'many' }).split('\n')).toEqual([
    expect.stringMatching(/^LOG_LEVEL \("loud"\) is no level/),
    expect.stringMatching(/^STATE_DIR is empty: give a path/),
    expect.stringMatching(/^RETENTION_DAYS \("many"\) is no whole number/),
  ]);
});

describe('ALERT_HOURS', () => {
  it('is a span of hours, the day unless set', () => {
    expect(readConfiguration({}).alertHours).toEqual({ from: 8, to: 21 });
    expect(readConfiguration({ ALERT_HOURS: '0-24' }).alertHours).toEqual({ from: 0, to: 24 });
  });

  it.each(['', '8', '21-8', '8-8', '8-25', '8h-21h', '-1-8'])('that is none is refused: %j', (text) => {
    expect(faultOf({ ALERT_HOURS: text })).toMatch(/^ALERT_HOURS.* is no span of hours: .*8-21/);
  });
});

describe('DATABASE_URL', () => {
  it.each(['postgres://vigie:secret@db/vigie', 'postgresql://db:5432/vigie?sslmode=require'])(
    'is an address of a PostgreSQL: %s',
    (url) => {
      expect(readConfiguration({ DATABASE_URL: url }).databaseUrl).toBe(url);
    },
  );

  it.each(['', undefined])('is not there when it is %j', (url) => {
    expect(readConfiguration({ DATABASE_URL: url }).databaseUrl).toBeNull();
  });

  it.each(['mysql://vigie:hunter2@db/vigie', 'postgres://vigie:hunter2@db', 'vigie:hunter2@db', 'hunter2'])(
    'that is none is refused, and never repeated: %s',
    (url) => {
      const fault = faultOf({ DATABASE_URL: url });
      expect(fault).toMatch(/^DATABASE_URL is no address of a PostgreSQL: write postgresql:\/\//);
      expect(fault).not.toContain('hunter2');
    },
  );
});

describe('what contradicts itself', () => {
  const token = { TELEGRAM_BOT_TOKEN: '42:TEST' };
  const hook = (url: string, more = {}) => faultOf({ ...token, TELEGRAM_WEBHOOK_URL: url, ...more });

  it('is a webhook without a token', () => {
    expect(faultOf({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/telegram' })).toMatch(
      /^TELEGRAM_WEBHOOK_URL is set without TELEGRAM_BOT_TOKEN: add the token/,
    );
  });

  it.each([
    ['http://bot.example.org/telegram', /is http: Telegram delivers to https alone/],
    ['https://bot.example.org:8080/telegram', /has the port 8080: Telegram delivers to 443, 80, 88 and 8443/],
    ['https://localhost/telegram', /names localhost, which Telegram cannot reach/],
    ['https://192.168.1.4/telegram', /names 192\.168\.1\.4, which Telegram cannot reach/],
    ['https://bot.example.org/healthz', /has the path \/healthz, which Vigie serves itself/],
  ])('is a webhook to which Telegram never delivers: %s', (url, fault) => {
    expect(hook(url)).toMatch(fault);
  });

  it.each([
    'https://bot.example.org/telegram',
    'https://bot.example.org:8443/telegram',
    'https://203.0.113.7:88/',
  ])('is none to which it does: %s', (url) => {
    expect(hook(url)).toBe('none');
  });

  it('is none with a Bot API server of its own, which delivers anywhere', () => {
    expect(hook('http://127.0.0.1:9000/hook', { TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' })).toBe('none');
  });

  it('is a key that anybody guesses', () => {
    expect(faultOf({ SECRET_KEY: '0'.repeat(64) })).toMatch(/^SECRET_KEY is 32 bytes that anybody guesses/);
  });

  it.each([
    [{ WHATSAPP_PAIRING_NUMBER: '33600000001' }, /^WHATSAPP_PAIRING_NUMBER does nothing without WHATSAPP=on/],
    [{ ...token, TELEGRAM_WEBHOOK_SECRET: 'a'.repeat(20) }, /does nothing without TELEGRAM_WEBHOOK_URL/],
    [{ DATABASE_URL: 'postgres://db/vigie' }, /^DATABASE_URL does nothing without a channel/],
    [
      { ...token, PORT: '0', TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/hook' },
      /^PORT is 0, a port drawn at each start/,
    ],
  ])('warns of what does nothing: %j', (variables, warning) => {
    const { faults, warnings } = examineVariables(variables);
    expect([faults, warnings]).toEqual([[], [expect.stringMatching(warning)]]);
  });

  it('of one variable hides nothing of the others', () => {
    const { configuration, faults } = examineVariables({ ...token, PORT: 'http', RETENTION_DAYS: '30' });
    expect(faults).toEqual([expect.stringMatching(/^PORT/)]);
    expect(configuration).toMatchObject({ port: 8080, retentionDays: 30, telegram: { token: '42:TEST' } });
  });
});

describe('every variable', () => {
  const root = join(import.meta.dirname, '../..');
  const namesIn = (file: string, pattern: RegExp) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map(([, name]) => name).sort();

  it('is in .env.example, and nothing else is', () => {
    expect(namesIn('.env.example', /^#?([A-Z][A-Z_]+)=/gm)).toEqual([...variableNames].sort());
  });

  it('is in the table for operators, and nothing else is', () => {
    const names = namesIn('docs/operations/configuration.md', /^\| `([A-Z][A-Z_]+)` /gm);
    expect(names).toEqual([...variableNames].sort());
  });

  it('of .env.example can be used with the value that stands there', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8').replaceAll(/^#(?=[A-Z])/gm, '');
    const set = Object.entries(parseEnv(example)).filter(([, value]) => value !== '');
    expect(examineVariables(Object.fromEntries(set)).faults).toEqual([
      expect.stringMatching(/^TELEGRAM_WEBHOOK_URL is set without TELEGRAM_BOT_TOKEN/),
    ]);
  });
});
