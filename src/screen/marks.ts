import { distance } from 'fastest-levenshtein';
import type { ReadLine } from '../pictures/reading.ts';
import { around, heightOf, median, widthOf } from './boxes.ts';
import type { Bubble } from './bubbles.ts';
import { isDate } from './phone.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

/** In heights of a letter: the gap before a time or a symbol that an app sets at the end of a line. */
const apart = 1.2;
/** A time is written smaller than the message beside it. */
const smaller = 0.72;
/** The same for a word in a line, whose other words have longer letters. */
const muchSmaller = 0.65;

/** The lines of a bubble without its time, its ticks and the mark of a forwarded message. */
export function withoutMarks({ lines, box }: Bubble, words: ScreenWords): ReadLine[] {
  const middle = box.left + widthOf(box) * 0.4;
  const usual = median(lines.map((line) => heightOf(line.box)));
  return withoutHead(lines, words)
    .filter((line, at, all) => {
      if (at === 0 || at < all.length - 2) return true;
      const small = heightOf(line.box) < usual * smaller;
      const dated = /\p{L}{2}/u.test(line.text) && isDate(line.text, words);
      if (small && dated && at === all.length - 1) return false;
      return !(line.box.left > middle && isTime(line.text, words, small));
    })
    .map((line, at, all) => (at === all.length - 1 ? withoutTime(line, words) : line))
    .filter(({ text }) => text.trim() !== '');
}

/** The lines without the mark of a forwarded message, and without the name above it that groups show in a colour. */
function withoutHead(lines: readonly ReadLine[], words: ScreenWords): readonly ReadLine[] {
  const mark = lines.slice(0, 2).findIndex(({ text }) => isForwardMark(text, words));
  if (mark >= 0) return lines.slice(mark + 1);
  const [first, ...rest] = lines;
  if (!first || rest.length === 0 || first.text.split(' ').length > longestName) return lines;
  const isName = isColourful(first.ink) && rest.every(({ ink }) => !isColourful(ink));
  return isName ? rest : lines;
}

const longestName = 4;
/** The parts of a colour differ by more than in black, white and grey. */
const colourful = 70;

function isColourful(ink: string): boolean {
  const parts = [1, 3, 5].map((at) => parseInt(ink.slice(at, at + 2), 16));
  return Math.max(...parts) - Math.min(...parts) > colourful;
}

function isForwardMark(text: string, { forwarded }: ScreenWords): boolean {
  if (leftOver(text, forwarded).every((word) => word.length <= 2)) return /\p{L}{4}/u.test(text);
  const letters = spacedWords(text).replaceAll(' ', '');
  return forwarded.some((mark) => distance(mark.replaceAll(' ', ''), letters) <= 2);
}

/** Whether a text is a time with ticks; small letters may have lost its colon. */
function isTime(text: string, words: ScreenWords, small: boolean): boolean {
  const symbols = text.replace(/[^\p{L}\p{N}:. ]/gu, ' ').trim();
  if (symbols.length > 13) return false;
  if (small && /^\d{1,2} ?\d{2}(?: ?\p{L}{0,3})$/u.test(symbols)) return true;
  return (
    /\d{1,2}\s?[:.hH]\s?\d{2}/.test(symbols) &&
    (isDate(symbols, words) || /^\d{1,2}[:.]\d{2} ?\p{L}{0,3}$/u.test(symbols))
  );
}

/** Takes off the time that stands apart at the end of a line, with the ticks behind it. */
function withoutTime(line: ReadLine, words: ScreenWords): ReadLine {
  const at = line.words.findLastIndex(({ text }) => /^\d{1,2}[:.hH]?\d{2}/.test(text));
  const time = line.words[at];
  const before = line.words[at - 1];
  if (!time || !before || at < line.words.length - 3) return line;
  const small = heightOf(time.box) < heightOf(line.box) * muchSmaller;
  if (!small && time.box.left - before.box.right < apart * line.letterHeight) return line;
  const rest = line.words.slice(at).map(({ text }) => text);
  return isTime(rest.join(' '), words, small) ? withoutSymbols(cut(line, line.words.slice(0, at))) : line;
}

/** Words of symbols are hardly ever read surely. */
const symbolBelow = 70;
/** What drawings are read as, also in the middle of a line. */
const drawn = /^[=&@\u00a9\u00ae\u00b0~^*#<>|\\_]+$/u;
const drawnBelow = 90;

/** Takes off what symbols beside a line were read as: short, unsure and apart at its ends. */
export function withoutSymbols(line: ReadLine): ReadLine {
  const kept = line.words.filter(({ text, confidence }) => !(drawn.test(text) && confidence < drawnBelow));
  const isSymbol = (at: number, neighbour: number): boolean => {
    const word = kept.at(at);
    const next = kept.at(neighbour);
    if (!word || !next || word.text.replace(/[^\p{L}\p{N}]/gu, '').length > 2) return false;
    const gap = Math.max(word.box.left - next.box.right, next.box.left - word.box.right);
    return word.confidence < symbolBelow && gap > (apart / 2) * line.letterHeight;
  };
  while (isSymbol(-1, -2)) kept.pop();
  while (isSymbol(0, 1)) kept.shift();
  return kept.length === line.words.length ? line : cut(line, kept);
}

function cut(line: ReadLine, kept: ReadLine['words']): ReadLine {
  return {
    ...line,
    words: kept,
    text: kept.map(({ text }) => text).join(' '),
    box: around(kept) ?? line.box,
  };
}
