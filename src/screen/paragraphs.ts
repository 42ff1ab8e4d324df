import type { ReadLine } from '../pictures/reading.ts';
import { median, rowsOf, widthOf } from './boxes.ts';
import { isHost, looksBroken, mendScheme } from './mend.ts';

/** A row of text with its geometry. */
type Row = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly firstWord: number;
};

/** A gap between rows from which a paragraph ends, in heights of a row. */
const blankLine = 0.9;
/** How much of the width a row fills that was broken in the middle of a word. */
const full = 0.95;
const usualSpace = 0.25;

/**
 * Lines of one bubble, card or column put together as they were written: a row that was broken because the next
 * word did not fit goes on, a row that ended earlier ends; words and links broken at the end of a row become whole.
 *
 * @param column the width to which rows go, in pixels, where that is known from others
 */
export function joinedLines(lines: readonly ReadLine[], column = 0): string {
  const rows = rowsOf(lines).map(asRow);
  const height = median(rows.map(({ top, bottom }) => bottom - top));
  const width = Math.max(column, ...rows.map(({ left, right }) => right - left));
  let text = '';
  rows.forEach((row, at) => {
    const before = rows[at - 1];
    text = before === undefined ? row.text : text + between(text, before, row, { height, width }) + row.text;
  });
  return text;
}

function asRow(lines: readonly ReadLine[]): Row {
  const boxes = lines.map(({ box }) => box);
  const first = lines[0];
  const word = first?.words[0];
  const letters = first?.text.length ?? 1;
  const firstLetters = first?.text.split(' ')[0]?.length ?? 1;
  return {
    text: mendScheme(lines.map((line) => withoutBorders(line.text)).join(' ')),
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: median(boxes.map(({ bottom }) => bottom)),
    firstWord: word
      ? widthOf(word.box)
      : first
        ? (widthOf(first.box) * firstLetters) / Math.max(1, letters)
        : 0,
  };
}

/** A text without what the borders of a button or field were read as. */
function withoutBorders(text: string): string {
  return text.replace(/^[|[\]{}_~\s]+|[|[\]{}_~\s]+$/g, '');
}

/** What stands between two rows: nothing, a space, the end of a line or of a paragraph. */
function between(
  text: string,
  before: Row,
  next: Row,
  { height, width }: { height: number; width: number },
): string {
  if (next.top - before.bottom > blankLine * height) return '\n\n';
  const used = before.right - before.left;
  const wraps = used + usualSpace * height + next.firstWord > width * 0.98;
  const last = /\S+$/.exec(text)?.[0] ?? '';
  const [first = ''] = next.text.split(' ');
  if (
    brokenLink(last, first, {
      filled: used > full * width,
      alone: !before.text.includes(' '),
      nextAlone: !next.text.includes(' '),
    })
  )
    return '';
  if (/[\p{L}\p{N}]-$/u.test(last) && /^[\p{L}\p{N}]/u.test(first) && wraps) return '';
  return wraps ? ' ' : '\n';
}

type Surroundings = { readonly filled: boolean; readonly alone: boolean; readonly nextAlone: boolean };

/** Letters of a word that fills a row by itself. */
const longToken = 10;

/** Whether a link goes on in the next row. */
function brokenLink(last: string, first: string, { filled, alone, nextAlone }: Surroundings): boolean {
  if (!/^[\p{L}\p{N}\-./?=&%#~+_:@]+$/u.test(first.replace(/[.,;!?)>]+$/, ''))) return false;
  if (/[^\s/]\/$/.test(last) && !isHost(last)) return true; // 20 euros a month, written with a stroke
  if (looksBroken(last)) return true; // "https://exem": no site until the rest follows
  const glued = last + first;
  const path = /[\d/?=&_]/.test(first);
  if (isHost(last)) {
    if (/[-?=&._]$/.test(last)) return !/^\p{Lu}\p{Ll}/u.test(first);
    if (last.endsWith('/')) return nextAlone || path;
    return filled && alone && (nextAlone || path || (first.length === 1 && isHost(glued)));
  }
  if (last.endsWith('-')) return isHost(glued);
  // a dot also ends a sentence
  if (last.endsWith('.')) return /[-.]./.test(last) && /^\p{Ll}/u.test(first) && isHost(glued);
  // a site or an address that is longer than a row
  const begun = last.includes('.') || first.includes('@') || (last.length >= longToken && !isHost(first));
  return filled && alone && begun && isHost(glued);
}
