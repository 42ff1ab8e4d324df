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
      expect(faultOf({ RETENTION_DAYS: text })).toBe(
        'RETENTION_DAYS is no whole number of days from 1 to 3650: correct it, or remove the variable for 90 days',
      );
    },
  );
});

it('names every variable that is wrong, each in its sentence', () => {
  expect(faultOf({ STATE_DIR: '', LOG_LEVEL: 'loud', RETENTION_DAYS: 'many' }).split('\n')).toEqual([
    expect.stringMatching(/^LOG_LEVEL is no level/),
    expect.stringMatching(/^STATE_DIR is empty: give a path/),
    expect.stringMatching(/^RETENTION_DAYS is no whole number/),
  ]);
});
