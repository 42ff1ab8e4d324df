import { expect, it } from 'vitest';
import { createPseudonym, isPseudonym } from '../../src/privacy/pseudonym.ts';

const key = new Uint8Array(32).fill(1);
const pseudonym = createPseudonym(key);

it('is the same for the same chat, after a restart too', () => {
  expect(pseudonym('telegram', '42')).toBe(createPseudonym(key)('telegram', '42'));
  expect(isPseudonym(pseudonym('telegram', '42'))).toBe(true);
});

it('is another for another chat, channel, key and purpose', () => {
  const ids = [
    pseudonym('telegram', '42'),
    pseudonym('telegram', '43'),
    pseudonym('whatsapp', '42'),
    pseudonym('telegram4', '2'),
    createPseudonym(new Uint8Array(32).fill(2))('telegram', '42'),
    createPseudonym(key, 'message')('telegram', '42'),
    createPseudonym(key, 'key-check')('telegram', '42'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('does not change from one version to the next: everybody would be a stranger', () => {
  expect(pseudonym('telegram', '42')).toBe('myeHZ8wKImtve_8k7MA4mbC9Qzqf5NRPSSqN1N2mnno');
});

it.each(['42', '33600000000@c.us', '', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}@`])(
  'is told from an id of a channel: %j',
  (id) => {
    expect(isPseudonym(id)).toBe(false);
  },
);
