import { distance } from 'fastest-levenshtein';
import type { ReadLine } from '../pictures/reading.ts';
import { rowsOf, median, type Boxed } from './boxes.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

const clock = /\b\d{1,2}\s?[:.hH]\s?\d{2}\b/;
/** How far down the phone's own line can reach, as a part of the height of the picture. */
const statusDepth = 0.09;
const topDepth = 0.025;
/** A word of the phone's own line that no list knows is a symbol taken for letters, and short. */
const longestSymbol = 4;

/** Takes away the line on top with the time, the battery and the operator. */
export function withoutStatus<Line extends ReadLine>(
  lines: readonly Line[],
  height: number,
  words: ScreenWords,
): Line[] {
  const [first = []] = rowsOf(lines);
  const text = first.map((line) => line.text).join(' ');
  const rest = leftOver(text, words.status);
  const symbols = rest.every((word) => /^\d+$/.test(word) || word.length <= longestSymbol);
  const high = first.every(({ box }) => box.top < height * statusDepth);
  const shows =
    clock.test(text) || /\d\s?%/.test(text) || rest.length < spacedWords(text).trim().split(' ').length;
  const top = first.every(({ box }) => box.top < height * topDepth) && text.length < 20;
  return high && symbols && (shows || top) && text.length < 50
    ? lines.filter((line) => !first.includes(line))
    : [...lines];
}

/** From where on a row of single keys is a keyboard, as a part of the height. */
const keyboardBegins = 0.45;
const keysInRow = 7;
/** So many pieces of a letter or two are keys. */
const fewestKeys = 4;
/** Letters of a label from which it is known with two of them misread. */
const shortestLabel = 10;
/** Where the row with the space bar is at most, as a part of the height. */
const lastRow = 0.7;

/** Takes away a keyboard and all that is below its first row. */
export function withoutKeyboard<Line extends ReadLine>(
  lines: readonly Line[],
  height: number,
  words: ScreenWords,
): Line[] {
  const rows = rowsOf(lines.filter(({ box }) => box.top > height * keyboardBegins));
  const keyRow = rows.find((row) => {
    const text = row.map((line) => line.text).join(' ');
    return (
      isKeyRow(text, words) ||
      (isBottomRow(text, words) && row.every(({ box }) => box.top > height * lastRow))
    );
  });
  const top = keyRow && Math.min(...keyRow.map(({ box }) => box.top));
  return top === undefined ? [...lines] : lines.filter(({ box }) => box.bottom <= top);
}

/** Whether a row has the letters of a row of keys, up to a third of them misread. */
function isKeyRow(text: string, { keyboard }: ScreenWords): boolean {
  const tokens = spacedWords(text).trim().split(' ');
  const keys = tokens.join('');
  if (tokens.length >= fewestKeys && tokens.every(({ length }) => length <= 2) && !/\d/.test(keys))
    return true;
  return keyboard.some((row) => {
    const letters = row.replaceAll(' ', '');
    return letters.length >= keysInRow && distance(keys, letters) <= letters.length / 3;
  });
}

/** Whether a line is a date, a time, a delivery mark or another label that the app writes outside of messages. */
export function isAppsOwn(text: string, words: ScreenWords): boolean {
  const known = words.known?.get(text);
  if (known !== undefined) return known;
  const own = looksAppsOwn(text, words);
  words.known?.set(text, own);
  return own;
}

function looksAppsOwn(text: string, words: ScreenWords): boolean {
  const spaced = spacedWords(text);
  if (spaced.trim() === '') return true;
  if (words.sentences.some((sentence) => sentence.includes(spaced) && spaced.trim().includes(' ')))
    return true;
  if (words.sentences.some((sentence) => spaced.includes(sentence))) return true;
  if (isNearLabel(spaced, words)) return true;
  if (isBareTime(text)) return true;
  const known = [...words.labels, ...words.dates];
  const rest = leftOver(text, known).filter((word) => !isSlip(word, known));
  const alone = rest.every((word) => word.length === 1 || /^\d{1,4}h?\d{0,2}$/.test(word));
  // "482 913" alone is a code, not a date
  const names = rest.length < spaced.trim().split(' ').length || clock.test(text);
  return alone && (names || !/\d{2}/.test(text));
}

/** Whether a row holds the named keys alone, beside symbols. */
function isBottomRow(text: string, { keyboard }: ScreenWords): boolean {
  const rest = leftOver(text, keyboard);
  return (
    /\p{L}{4}/u.test(text) &&
    rest.length < spacedWords(text).trim().split(' ').length &&
    rest.every((word) => word.length === 1)
  );
}

/** Whether a line is a sentence of a messaging app, or a part of one of at least two words. */
export function isAppsSentence(text: string, { sentences }: ScreenWords): boolean {
  const spaced = spacedWords(text);
  return sentences.some(
    (sentence) => spaced.includes(sentence) || (sentence.includes(spaced) && spaced.trim().includes(' ')),
  );
}

/** Whether a text is what stands in an empty input field, perhaps with symbols beside it. */
export function isInput(text: string, { input }: ScreenWords): boolean {
  const rest = leftOver(text, input);
  return rest.length < spacedWords(text).trim().split(' ').length && rest.every((word) => word.length <= 2);
}

function isNear(one: string, other: string, most: number): boolean {
  return Math.abs(one.length - other.length) <= most && distance(one, other) <= most;
}

/** "14 34 SM": a time that lost its colon, with what is left of a label. */
function isBareTime(text: string): boolean {
  return (
    /^\d{1,2}\D{0,2}\d{2}\b/.test(text.trim()) &&
    text.length < 13 &&
    (text.match(/\p{L}/gu)?.length ?? 0) === 2
  );
}

/** Whether a line is a label with up to two letters misread or lost. */
function isNearLabel(spaced: string, { labels, input }: ScreenWords): boolean {
  const letters = spaced.replaceAll(' ', '');
  return (
    letters.length >= shortestLabel &&
    [...labels, ...input].some((label) => isNear(label.replaceAll(' ', ''), letters, 2))
  );
}

/** Whether a line names the day, as messaging apps do above the messages of one. */
export function isToday(text: string, { today, dates }: ScreenWords): boolean {
  return leftOver(text, today).length < spacedWords(text).trim().split(' ').length && isDate(text, { dates });
}

/** Whether a long word is one of the wordings with a letter misread. */
function isSlip(word: string, wordings: readonly string[]): boolean {
  return word.length >= 6 && wordings.some((wording) => isNear(wording.trim(), word, 1));
}

/** Whether a line is a date or a time alone. */
export function isDate(text: string, { dates }: Pick<ScreenWords, 'dates'>): boolean {
  return /\d|[^\d\s]{4}/.test(text) && leftOver(text, dates).every((word) => /^\d{1,4}h?\d{0,2}$/.test(word));
}

/** The height of most letters. */
export function usualHeight(lines: readonly (Boxed & { readonly letterHeight: number })[]): number {
  return median(lines.map(({ letterHeight }) => letterHeight));
}
