import { distance } from 'fastest-levenshtein';
import type { ReadLine } from '../pictures/reading.ts';
import { fold } from '../understanding/normalise.ts';
import type { CardText } from './seen.ts';
import { leftOver, standing, type ScreenWords } from './words.ts';

/** The names under which an operator is printed on cards. */
export type PrintedNames = { readonly operator: string; readonly names: readonly string[] };

/** Points from which a picture is a card. */
const isCard = 5;
const points = { title: 3, label: 1, column: 1.2, operator: 1, hint: 3 };
/** How many columns and labels count at most, so that neither decides alone. */
const most = 4;
/** A title stands on its line with hardly more; sentences have longer lines. */
const besideTitle = 4;
const sentence = 8;
const mostSentences = 0.25;

/** The text of a card of third-party payment; null when the picture is none. `hinted`: its sender says that it is one. */
export function cardIn(
  lines: readonly ReadLine[],
  words: ScreenWords,
  operators: readonly PrintedNames[],
  hinted: boolean,
): CardText | null {
  const text = lines.map((line) => line.text).join('\n');
  const { titles, labels, columns } = words.card;
  const titled = lines.some(
    (line) => standing(line.text, titles).length > 0 && leftOver(line.text, titles).length <= besideTitle,
  );
  const column = Math.min(most, standing(text, columns).length) * points.column;
  // read in pieces, the words of the title are on several lines
  const title = titled || (column > 0 && standing(text, titles).length > 0) ? points.title : 0;
  const label = Math.min(most, standing(text, labels).length) * points.label;
  const long = lines.filter((line) => line.text.split(' ').length >= sentence).length;
  const tells = long > mostSentences * lines.length;
  const score = title + column + label + (hinted ? points.hint : 0);
  if (score + points.operator < isCard || tells || (!hinted && title + column < 2 * points.column))
    return null;
  const found = operatorsIn(lines, operators);
  if (score + (found.length > 0 ? points.operator : 0) < isCard) return null;
  return {
    lines: [...lines].sort((a, b) => b.letterHeight - a.letterHeight).map((line) => line.text),
    operators: found,
    numbers: [...text.matchAll(/(?<![\p{L}\d])(?:\d[ .]?){8}(?![ .]?\d)/gu)].map(([number]) =>
      number.replace(/\D/g, ''),
    ),
  };
}

/** Shorter names are matched as they are, longer ones with a slip of reading. */
const slipFrom = 6;
/** A letter more or fewer would make other words of shorter names. */
const shortenedFrom = 8;

/** A logo's letters stand so far apart that reading makes up to so many words of them. */
const mostPieces = 5;

function operatorsIn(lines: readonly ReadLine[], operators: readonly PrintedNames[]): string[] {
  const tokens = lines.map(({ text }) => shape(text).split(' '));
  const words = new Set(tokens.flat());
  const pieces = new Set(
    tokens.flatMap((line) =>
      line.flatMap((_, at) =>
        Array.from({ length: mostPieces }, (_piece, size) => line.slice(at, at + size + 1).join('')),
      ),
    ),
  );
  const isPrinted = (name: string) => {
    const letters = shape(name).replaceAll(' ', '');
    return (
      pieces.has(letters) || (letters.length >= slipFrom && [...words].some((word) => isSlip(word, letters)))
    );
  };
  return operators.filter(({ names }) => names.some(isPrinted)).map(({ operator }) => operator);
}

function isSlip(word: string, name: string): boolean {
  const near = word.length === name.length || name.length >= shortenedFrom;
  return near && Math.abs(word.length - name.length) <= 1 && distance(word, name) <= 1;
}

/** A text with letters that reading takes for one another brought to one. */
function shape(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[1i|]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/5/g, 's')
    .trim();
}
