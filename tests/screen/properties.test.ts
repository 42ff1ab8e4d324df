import fc from 'fast-check';
import { expect, it } from 'vitest';
import { understandPicture } from '../../src/screen/understand.ts';
import { picture, words } from './support.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '9:41',
    'De : <x@',
    'https://',
    'Message texte',
    'a z e r t y u i o p',
    '( | )',
    'www.',
    'x@y.fr',
  ),
);
const placed = fc.record({
  at: fc.tuple(fc.integer({ min: -50, max: 500 }), fc.integer({ min: -50, max: 900 })),
  lines: fc.array(text, { maxLength: 6 }),
  confidence: fc.integer({ min: 0, max: 100 }),
  colour: fc.constantFrom('#e9e9eb', '#34c759', '#ffffff', '#zz'),
});

it('any reading is told apart without an error', () => {
  fc.assert(
    fc.property(
      fc.array(placed, { maxLength: 12 }),
      fc.array(placed, { maxLength: 12 }),
      fc.array(text, { maxLength: 3 }),
      fc.boolean(),
      (loose, bubbles, codes, photo) => {
        const seen = understandPicture(picture({ loose, bubbles, codes }, { photo }), words);
        expect(seen.excerpt.length).toBeLessThanOrEqual(160);
        expect(seen.excerpt).not.toMatch(/https?:\/\//);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

it('a picture full of lines takes no longer than a message', () => {
  const loose = Array.from({ length: 800 }, (_, at) => ({
    at: [(at * 37) % 300, at * 3] as const,
    lines: [`mot${at} ameli-${at}.top/x lorem ipsum`],
  }));
  const start = performance.now();
  understandPicture(picture({ loose }, { height: 2400 }), words);
  expect(performance.now() - start).toBeLessThan(1000);
});
