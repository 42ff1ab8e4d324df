import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  boundedText,
  mostClauses,
  readAtEnd,
  readAtStart,
  splitClauses,
} from '../../src/understanding/clauses.ts';

describe('splitClauses', () => {
  it.each([
    [
      'Bonjour. Est-ce que la Mutuelle du Port est touchée ?',
      ['Bonjour.', 'Est-ce que la Mutuelle du Port est touchée ?'],
    ],
    ['merci !\nje fais quoi', ['merci !', 'je fais quoi']],
    ['voir exemple.fr/aide et 1.95 euro', ['voir exemple.fr/aide et 1.95 euro']],
    ['une seule phrase', ['une seule phrase']],
    ['?!', []],
    ['', []],
  ])('%j', (text, clauses) => {
    expect(splitClauses(text)).toEqual(clauses);
  });

  it('never gives more than it may, nor empty clauses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const clauses = splitClauses(text);
        expect(clauses.length).toBeLessThanOrEqual(mostClauses);
        for (const clause of clauses) expect(clause).not.toBe('');
      }),
    );
  });
});

describe('boundedText', () => {
  it('keeps both ends of a long text', () => {
    const text = `début ${'x'.repeat(50_000)} fin`;
    const bounded = boundedText(text);
    expect(bounded.length).toBe(readAtStart + readAtEnd + 1);
    expect(bounded.startsWith('début')).toBe(true);
    expect(bounded.endsWith('fin')).toBe(true);
  });

  it('leaves a short text alone', () => {
    expect(boundedText('court')).toBe('court');
  });
});
