import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Box, ReadCode, ReadLine, ReadPicture } from '../../src/pictures/reading.ts';
import { screenLexicon } from '../../src/screen/lexicon.ts';
import { compileScreenWords } from '../../src/screen/words.ts';

export const words = compileScreenWords(
  screenLexicon.parse(
    JSON.parse(readFileSync(resolve(import.meta.dirname, '../../locales/fr/screen.json'), 'utf8')),
  ),
);

/** The width of a letter and the heights of a line, in pixels, of the pictures made here. */
const letter = 8;
const high = 18;
const step = 24;
export const width = 390;

type Placed = {
  readonly at: readonly [left: number, top: number];
  readonly lines: readonly string[];
  readonly confidence?: number;
};
type Bubble = Placed & { readonly colour: string };

/** One line of text at a place, as a perfect reader gives it. */
function line(text: string, left: number, top: number, region: number | null, confidence: number): ReadLine {
  const parts = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const start = left + index * letter;
    return {
      text: word,
      confidence,
      box: { left: start, top, right: start + word.length * letter, bottom: top + high },
    };
  });
  const start = parts[0]?.box.left ?? left;
  const box = { left: start, top, right: left + text.length * letter, bottom: top + high };
  return {
    text,
    confidence,
    box,
    letterHeight: 12,
    words: parts,
    background: '#ffffff',
    ink: '#000000',
    region,
  };
}

/** A picture as a reader gives it: loose lines, and bubbles of one colour around theirs. */
export function picture(
  {
    loose = [],
    bubbles = [],
    codes = [],
  }: { loose?: readonly Placed[]; bubbles?: readonly Bubble[]; codes?: readonly string[] },
  { height = 844, photo = false } = {},
): ReadPicture {
  const regions = bubbles.map(({ at: [left, top], lines, colour }) => ({
    box: around(left, top, lines),
    colour,
  }));
  const lines = [
    ...loose.flatMap((placed) => placedLines(placed, null)),
    ...bubbles.flatMap((placed, index) => placedLines(placed, index)),
  ].sort((a, b) => a.box.top - b.box.top);
  return {
    kind: 'picture',
    width,
    height,
    lines,
    regions,
    codes: codes.map((text): ReadCode => ({
      format: 'qr',
      text,
      box: { left: 0, top: 0, right: 9, bottom: 9 },
    })),
    confidence: 92,
    photo,
  };
}

function placedLines({ at: [left, top], lines, confidence = 92 }: Placed, region: number | null): ReadLine[] {
  return lines.flatMap((text, index) =>
    text === '' ? [] : [line(text, left, top + index * step, region, confidence)],
  );
}
function around(left: number, top: number, lines: readonly string[]): Box {
  const longest = Math.max(...lines.map(({ length }) => length));
  return {
    left: left - 12,
    top: top - 8,
    right: left + longest * letter + 12,
    bottom: top + lines.length * step + 2,
  };
}
