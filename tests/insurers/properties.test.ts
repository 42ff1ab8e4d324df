import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInsurers } from '../../src/insurers/index.ts';
import { index, linesOf } from './support.ts';
import { processorTime } from '../support/processor-time.ts';

const words = [...linesOf('named.txt'), ...linesOf('no-insurer.txt')].flatMap((line) => line.split(/\s+/));
const sentence = fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((chosen) => chosen.join(' '));
const message = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  sentence,
);

describe('whatever is typed', () => {
  test('mentions lie in the text, in order, without overlap', () => {
    fc.assert(
      fc.property(message, (text) => {
        let previous = 0;
        for (const { start, end, fragment } of findInsurers(text, index)) {
          expect(start).toBeGreaterThanOrEqual(previous);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(fragment);
          previous = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the same text gives the same mentions', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(findInsurers(text, index)).toEqual(findInsurers(text, index));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['words', Array.from({ length: 20_000 }, (_, at) => words[(at * 7919) % words.length]).join(' ')],
    ['one word', 'a'.repeat(100_000)],
    ['single letters', 'm g e n '.repeat(12_500)],
    ['names', 'malakof humanis '.repeat(6_250)],
    ['dots', 'm.'.repeat(50_000)],
    ['spaces', ' '.repeat(100_000)],
    ['accents', 'e\u0301'.repeat(50_000)],
    ['domain parts', 'a-'.repeat(50_000)],
  ])('100,000 characters of %s take less than 200 ms', (_, text) => {
    const times = Array.from({ length: 5 }, () => processorTime(() => findInsurers(text, index)));
    // 50 ms is the aim; the best of five and four times that leave room for a busy machine
    expect(Math.min(...times)).toBeLessThan(200);
  });
});
