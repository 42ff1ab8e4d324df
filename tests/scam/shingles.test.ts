import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bandsOf, createSketcher, likeness, sketchBytes } from '../../src/privacy/sketch.ts';
import { shinglesOf } from '../../src/scam/shingles.ts';
import { pick as pickOr, seededRandom } from '../../src/understanding/random.ts';

const messages = readFileSync(join(import.meta.dirname, 'near-copies.txt'), 'utf8')
  .trim()
  .split('\n');
const sketch = createSketcher(new Uint8Array(32).fill(3));
const isNear = (a: string, b: string): boolean => {
  const [one, two] = [sketch(shinglesOf(a)), sketch(shinglesOf(b))];
  if (!one || !two) return false;
  const bands = new Set(bandsOf(one));
  return bandsOf(two).some((band) => bands.has(band)) && likeness(one, two) !== null;
};

const pick = (items: readonly string[], random: () => number): string => pickOr(items, random, '');

/** The same message as the next person gets it: another link, amount and name, other signs, a slip or two. */
function sentAgain(message: string, random: () => number): string {
  const words = message.split(' ');
  for (let slips = 0; slips < words.length / 15; slips++) {
    const at = Math.floor(random() * words.length);
    const word = words[at] ?? '';
    const cut = 1 + Math.floor(random() * Math.max(1, word.length - 2));
    if (word.length > 3)
      words[at] = pick(
        [word.slice(0, cut) + word.slice(cut + 1), word.slice(0, cut) + word.slice(cut - 1)],
        random,
      );
  }
  let text = words.join(' ');
  if (random() < 0.5) text = `Bonjour ${pick(['Camille', 'M. Martin', 'Mme Leroy'], random)}, ${text}`;
  if (random() < 0.3) text = text.normalize('NFD').replace(/\p{M}/gu, '');
  if (random() < 0.3) text = text.replace(/[,.:]/g, () => pick(['', ' !', '.'], random));
  if (random() < 0.2) text = text.toLowerCase();
  const number = Math.floor(random() * 10_000);
  return `${text} ${number / 100} EUR https://suivi-${number}.${pick(['com', 'top', 'info'], random)}/a${number}`;
}

describe('the wording of a message', () => {
  it('is known again in near-copies: at least 95 of 100', () => {
    const random = seededRandom(11);
    const copies = messages.flatMap((message) =>
      Array.from({ length: 50 }, () => isNear(message, sentAgain(message, random))),
    );
    expect(copies.filter(Boolean).length / copies.length).toBeGreaterThanOrEqual(0.95);
  });

  it('is told from other messages of the same kind: fewer than 1 in 100 are taken for one', () => {
    const random = seededRandom(12);
    const pairs = messages.flatMap((one, index) =>
      messages.slice(index + 1).map((two) => isNear(sentAgain(one, random), sentAgain(two, random))),
    );
    expect(pairs.filter(Boolean).length / pairs.length).toBeLessThan(0.01);
  });

  it('holds no link, number or name', () => {
    const shingles = shinglesOf(
      'Bonjour Monsieur Dupont, le colis 4821 vous attend chez vous : payez 2,99 EUR sur https://colis.example.com/x ou à aide@colis.example',
    ).join(' ');
    expect(shingles).toContain('colis');
    expect(shingles).not.toMatch(/dupont|\d|example|aide/);
  });

  it('is nothing when it is too short to be known again', () => {
    expect(shinglesOf('Appelez-moi vite')).toEqual([]);
    expect(sketch([])).toBeNull();
  });

  it('makes a sketch that another key does not make, and that is small', () => {
    const other = createSketcher(new Uint8Array(32).fill(4));
    const [message = ''] = messages;
    const [one, two] = [sketch(shinglesOf(message)), other(shinglesOf(message))];
    expect(one).toHaveLength(sketchBytes);
    expect(one && two && likeness(one, two)).toBeNull();
  });
});
