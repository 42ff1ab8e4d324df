import type { ReadLine } from '../pictures/reading.ts';
import type { Legibility } from './seen.ts';

/** Words below this are not taken for read, on the scale of 0 to 100. */
const readFrom = 55;
const sureFrom = 78;
/** The share of letters in words that were read, below which the rest is too little to judge by. */
const leastShare = 0.55;
/** Fewer letters than "votre code" hold no message. */
const fewestLetters = 9;

type Word = { readonly text: string; readonly confidence: number };

function wordsOf(lines: readonly ReadLine[]): Word[] {
  return lines.flatMap((line): readonly Word[] =>
    line.words.length > 0
      ? line.words
      : line.text.split(' ').map((text) => ({ text, confidence: line.confidence })),
  );
}
const lettersIn = ({ text }: Word): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
const lettersOf = (words: readonly Word[]): number => words.reduce((sum, word) => sum + lettersIn(word), 0);

/** How well lines were read as a whole. */
export function legibilityOf(lines: readonly ReadLine[]): Legibility {
  const words = wordsOf(lines);
  const all = lettersOf(words);
  const read = lettersOf(words.filter(({ confidence }) => confidence >= readFrom));
  if (all < fewestLetters) return 'nothing';
  return read < leastShare * all ? 'poorly' : 'well';
}

/** Whether a line is text at all: what symbols and pictures are taken for has low confidence and few letters. */
export function isText({ text, confidence, region }: ReadLine): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters === 0) return region !== null && confidence >= 70 && /^[\u20ac%?!>).:]+$/.test(text.trim());
  return letters >= text.replace(/\s/g, '').length / 3 && confidence >= (letters <= 3 ? 50 : 25);
}

/** Only the words that were read surely, with dots for the others. */
export function sureText(lines: readonly ReadLine[]): string {
  return wordsOf(lines)
    .map(({ text, confidence }) => (confidence >= sureFrom ? text : '\u2026'))
    .join(' ')
    .replace(/\u2026(?: \u2026)+/g, '\u2026');
}
