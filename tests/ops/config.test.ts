import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from '../../src/ops/config.ts';

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
