import type { ReadLine, ReadPicture } from '../pictures/reading.ts';
import { isHost } from './mend.ts';
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

/** The least confidence of a line of text, long or short; a screen is read better than a photo, and bubbles hold text. */
const leastOn = {
  photo: { short: 50, long: 25 },
  screen: { short: 60, long: 40 },
  bubble: { short: 60, long: 15 },
};
const shortLine = 8;
const sureSign = 70;

/** Whether a line is text at all: what symbols and pictures are taken for has low confidence and few letters. */
export function isText({ text, confidence, region, words }: ReadLine, photo: boolean): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters === 0)
    return region !== null && confidence >= sureSign && /^[\u20ac%?!>).:]+$/.test(text.trim());
  if (!photo && !/\d/.test(text) && (letters === 1 || (letters === 2 && region === null))) return false;
  if (text.split(' ').some((piece) => /:\/\//.test(piece) || isHost(piece))) return true; // links are never read surely
  const least = photo ? leastOn.photo : region === null ? leastOn.screen : leastOn.bubble;
  return (
    letters >= text.replace(/\s/g, '').length / 3 &&
    (confidence >= (letters <= shortLine && !/\p{L}{4}/u.test(text) ? least.short : least.long) ||
      words.some(isSureWord))
  );
}

/** A long word that was read surely makes a line text, beside a logo that was not. */
function isSureWord({ text, confidence }: Word): boolean {
  return confidence >= 85 && /\p{L}{5}/u.test(text);
}

/** A picture of somebody or a button is at most so wide, as a part of the width, and holds a letter or two. */
const avatarWidth = 0.17;
const topPart = 0.13;

/** Whether a line is what was read in a small picture: initials, a button. */
export function isAvatar({ text, region }: ReadLine, { regions, width, height }: ReadPicture): boolean {
  const box = regions[region ?? -1]?.box;
  if (!box || (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) > 2) return false;
  const wide = box.right - box.left;
  const square = Math.abs(wide - (box.bottom - box.top)) < wide / 3;
  return wide < avatarWidth * width && (square || box.top < height * topPart);
}

/** Only the words that were read surely, with dots for the others. */
export function sureText(lines: readonly ReadLine[]): string {
  return wordsOf(lines)
    .map(({ text, confidence }) => (confidence >= sureFrom ? text : '\u2026'))
    .join(' ')
    .replace(/\u2026(?: \u2026)+/g, '\u2026');
}
