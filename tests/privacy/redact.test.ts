import { describe, expect, it } from 'vitest';
import { redact } from '../../src/privacy/redact.ts';
import { processorTime } from '../support/processor-time.ts';

// invented: communes and orders that no register holds, keys computed for the test
const numbers = { man: '1850578006084', corsica: '2700199A' };

function nirWithKey(number: string): string {
  const key = 97n - (BigInt(number) % 97n);
  return `${number}${String(key).padStart(2, '0')}`;
}

describe('redaction', () => {
  it.each([
    ['glued with its key', nirWithKey(numbers.man)],
    ['without its key', numbers.man],
    ['spaced as on the card', '1 85 05 78 006 084 91'],
    ['with dots', '1.85.05.78.006.084.91'],
    ['from Corsica', '2 70 01 2A 004 018 57'],
  ])('takes out a social-security number %s', (_how, number) => {
    const { text, found } = redact(`mon numero c'est ${number} voila`);
    expect(found).toEqual(['nir']);
    expect(text.replace(/\D/g, '')).toBe('');
  });

  it.each([
    ['an IBAN', 'mon iban FR76 3000 6000 0112 3456 7890 189 merci', 'iban'],
    ['a glued IBAN', 'FR7630006000011234567890189', 'iban'],
    ['a card number', 'ma carte 4970 1000 0000 0014', 'card'],
    ['an announced password', 'mon mot de passe est azerty75!', 'code'],
    ['an announced code', 'le code : 482913', 'code'],
  ])('takes out %s', (_what, message, kind) => {
    const { text, found } = redact(message);
    expect(found).toEqual([kind]);
    expect(text).not.toMatch(/\d{3}/);
  });

  it.each([
    'transaction de 700 euros, appelez le 01 99 00 82 55',
    'j’ai payé 2,99 € le 12/05/2026 à 14 h 30',
    'je suis à la MGEN depuis 1998, dossier 2024-55',
    'mon mot de passe est faible, je dois le changer ?',
    '33 millions de personnes et 15 452 549 numéros',
  ])('leaves ordinary numbers alone: %s', (message) => {
    expect(redact(message)).toEqual({ text: message, found: [] });
  });

  it('is quick on long runs of digits and separators', () => {
    const time = processorTime(() => {
      redact('1 '.repeat(50_000));
      redact('1'.repeat(100_000));
      redact('FR76 '.repeat(20_000));
    });
    expect(time).toBeLessThan(200);
  });
});
