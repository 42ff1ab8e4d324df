import type { ReadLine, ReadPicture } from '../pictures/reading.ts';
import { rowsOf, sameRow } from './boxes.ts';
import { isHost, mendLinks } from './mend.ts';
import { isAppsOwn, isDate } from './phone.ts';
import { leftOver, type ScreenWords } from './words.ts';

/** Where a browser shows the address, as parts of the height. */
const top = 0.2;
const bottom = 0.86;
/** Letters of symbols beside an address: a lock, a number of tabs. */
const longestSymbols = 8;
/** Without a field of its own, a bar at the bottom stands apart from the text, in heights of its letters. */
const apart = 2.5;
/** A site of an ending that is on no list. */
const hostShape = /^[\p{L}\p{N}-]{2,}(?:\.[\p{L}\p{N}-]{2,}){1,4}(?:\/\S*)?$/u;

/** A page in a browser: its address and the lines below. */
export type Page = { readonly link: string; readonly body: readonly ReadLine[] };

/** Reads a picture as a page; null when no address bar is found. */
export function pageIn(lines: readonly ReadLine[], picture: ReadPicture, words: ScreenWords): Page | null {
  const bars = lines.flatMap((line) => {
    const link = addressIn(line, picture, words);
    if (link === null) return [];
    const dated = lines.some((other) => sameRow(other.box, line.box) && isDate(other.text, words));
    return !dated && isOutermost(line, lines, picture.height, words) && isAlone(line, lines)
      ? [{ line, link }]
      : [];
  });
  const bar = bars.find(({ line }) => line.region !== null) ?? bars[0];
  if (!bar) return null;
  const inTop = bar.line.box.top < picture.height / 2;
  return {
    link: bar.link,
    body: lines.filter(
      (line) =>
        (inTop
          ? line.box.top > bar.line.box.bottom - line.letterHeight / 2
          : line.box.bottom <= bar.line.box.top) && leftOver(line.text, words.browser).length > 0,
    ),
  };
}

function addressIn({ text, box }: ReadLine, { height }: ReadPicture, words: ScreenWords): string | null {
  if (box.top > height * top && box.bottom < height * bottom) return null;
  const pieces = mendLinks(text.replace(/[\u2026]+|\.{3,}$/g, '')).split(/\s+/);
  const alone = pieces.filter((piece) => /\p{L}{3}/u.test(piece)).length === 1;
  const link = pieces.find(
    (piece) => !piece.includes('@') && (isHost(piece) || (alone && hostShape.test(piece))),
  );
  if (link === undefined || /\d[:hH]\d{2}/.test(text)) return null; // the time of sending stands beside a name
  const rest = leftOver(pieces.filter((piece) => piece !== link).join(' '), words.browser).join('');
  return rest.length <= longestSymbols ? link.replace(/^[^\p{L}\p{N}]+/u, '') : null;
}

/** Whether nothing but labels, or a row of tabs, stands above a bar on top, and nothing below one at the bottom. */
function isOutermost(
  { box, region, letterHeight }: ReadLine,
  lines: readonly ReadLine[],
  height: number,
  words: ScreenWords,
): boolean {
  const onTop = box.top < height / 2;
  const outside = lines.filter((other) =>
    onTop ? other.box.bottom <= box.top : other.box.top >= box.bottom,
  );
  const gaps = lines
    .filter((other) => other.box.bottom <= box.top)
    .map((other) => box.top - other.box.bottom);
  if (!onTop && region === null && Math.min(...gaps) < apart * letterHeight) return false;
  // on a computer, the titles of the tabs
  if (onTop && region !== null && rowsOf(outside).length <= 1) return true;
  return outside.every(({ text }) => isAppsOwn(text, words) || !/\p{L}{3}/u.test(text));
}

/** Whether no other line stands in the same field: a bubble holds more than an address. */
function isAlone(line: ReadLine, lines: readonly ReadLine[]): boolean {
  const near = lines.filter(
    (other) => other !== line && other.region !== null && other.region === line.region,
  );
  return near.every(({ box }) => Math.abs(box.top - line.box.top) < line.letterHeight * 1.5);
}
