import { distance } from 'fastest-levenshtein';
import type { ReadLine } from '../pictures/reading.ts';
import { around, heightOf, sameRow, type Boxed } from './boxes.ts';
import { looksBroken, mendLinks } from './mend.ts';
import { joinedLines } from './paragraphs.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

/** An e-mail address, perhaps between angle brackets. */
export const address = /<?(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+>?/u;
/** Words of a row of buttons, of which a third may be misread. */
const fewestButtons = 4;
/** Letters of a label from which three may be misread, or be of a symbol beside it. */
const longLabel = 13;
const shortestLabel = 4;
/** The height of a field around the sender; what is higher is the whole mail. */
const fieldHeight = 0.15;

/** Lines of the head that belong together, with their links mended. */
export type Part = Boxed & { readonly lines: readonly ReadLine[]; readonly text: string };

/** The lines of the head; those of one field, and an address that goes on in the next line, are one. */
export function partsOf(lines: readonly ReadLine[], height: number): Part[] {
  const groups: ReadLine[][] = [];
  const isField = (region: number) => {
    const box = around(lines.filter((line) => line.region === region));
    return box !== null && heightOf(box) < fieldHeight * height;
  };
  for (const line of lines) {
    const last = groups.at(-1)?.at(-1);
    const goesOn =
      last &&
      !sameRow(last.box, line.box) &&
      ((last.region !== null && last.region === line.region && isField(last.region)) || isCut(last.text));
    if (goesOn) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({
    lines: group,
    box: around(group) ?? { left: 0, top: 0, right: 0, bottom: 0 },
    text: mendLinks(joinedLines(group)),
  }));
}

/** Whether an address was begun and not ended. */
function isCut(text: string): boolean {
  const last = /\S+$/.exec(text)?.[0] ?? '';
  return /<[^>]*$/.test(text) || (/@/.test(last) && (looksBroken(last) || /[-.]$/.test(last)));
}

/** Whether a text begins with one of the headers of a mail and a colon. */
export function isHeader(text: string, wordings: readonly string[]): boolean {
  const label = /^\s*([^:]{1,20}?)\s?:/.exec(text)?.[1];
  return label !== undefined && wordings.includes(spacedWords(label));
}

/** Whether a line is a label or button of the app; short ones may have lost a space. */
export function isLabel(text: string, { mail }: ScreenWords): boolean {
  if (!/\p{L}{2}/u.test(text)) return false;
  const rest = leftOver(text, mail).filter((word) => word.length > 1).length;
  const count = spacedWords(text).trim().split(' ').length;
  if (rest === 0 || (count >= fewestButtons && rest <= count / 3)) return true;
  const letters = spacedWords(text).replaceAll(' ', '');
  return mail.some((label) => {
    const whole = label.replaceAll(' ', '');
    const most = whole.length >= longLabel ? 3 : 1;
    const near = Math.abs(whole.length - letters.length) <= most;
    return whole.length >= shortestLabel && near && distance(whole, letters) <= most;
  });
}
