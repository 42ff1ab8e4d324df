import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBlocks, formatButtons } from '../../../src/channels/telegram/format.ts';

const paragraph = (text: string) => ({ kind: 'paragraph' as const, text });

describe('a text for Telegram', () => {
  it('is cut between paragraphs below 4,096 UTF-16 units', () => {
    const parts = formatBlocks(
      Array.from({ length: 12 }, (_, index) => paragraph(`${index} ${'mot '.repeat(200)}`)),
    );
    expect(parts.length).toBeGreaterThan(1);
    for (const { text } of parts) {
      expect(text.length).toBeLessThanOrEqual(4096);
      expect(text).toMatch(/^\d/);
    }
  });

  it('keeps what is bold bold on both sides of a cut', () => {
    const parts = formatBlocks([paragraph(`**${'mot '.repeat(1500).trim()}**`)]);
    expect(parts).toHaveLength(2);
    for (const { text, entities } of parts)
      expect(entities).toEqual([{ type: 'bold', offset: 0, length: text.length }]);
  });

  it('loses nothing, cuts no character in two, and keeps its limits, whatever is written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constant('😀'.repeat(3000)),
      fc.constant('**'),
      fc.constant('x'.repeat(5000)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (texts) => {
        const parts = formatBlocks(texts.map(paragraph));
        for (const { text, entities } of parts) {
          expect(text.length).toBeLessThanOrEqual(4096);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toBe('');
          for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length);
        }
        const letters = (all: string) => all.toWellFormed().replace(/[\s\0*\uFDD0\uFDD1]/g, '');
        expect(letters(parts.map(({ text }) => text).join(''))).toBe(letters(texts.join('')));
      }),
      { numRuns: 150 },
    );
  });
});

describe('buttons', () => {
  it('put two short ones in a row and a long one alone', () => {
    const action = { kind: 'ask', intent: 'help' } as const;
    const rows = formatButtons(
      ['Oui', 'Non', 'J’ai cliqué ou donné quelque chose', 'La suite'].map((label) => ({ label, action })),
    );
    expect(rows.map((row) => row.length)).toEqual([2, 1, 1]);
  });
});
