import type { ReadLine } from '../pictures/reading.ts';
import { excerptOf } from './excerpt.ts';
import { mendLinks } from './mend.ts';
import { isAppsOwn } from './phone.ts';
import type { Sender } from './seen.ts';
import { spacedWords, type ScreenWords } from './words.ts';

const phoneNumber = /(?<![\p{L}\d])(?:\+\s?\d{1,3}|0)(?:[ .\-()]{0,2}\d){7,12}(?!\d)|^\d{2,3} ?\d{2,3}$/u;
const address = /(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const leastConfidence = 40;
const fewestLetters = 3;
/** A name is written larger than what stands below it. */
const larger = 1.2;
const patterns = [
  ['number', phoneNumber],
  ['address', address],
] as const;

/** Who wrote, by the lines on top of a conversation: a number, else an address, else the name in the largest letters. */
export function senderIn(header: readonly ReadLine[], words: ScreenWords): Sender | null {
  const lines = header
    .filter(({ confidence }) => confidence >= leastConfidence)
    .map((line) => ({ ...line, text: bare(withoutOpening(mendLinks(line.text), words)) }));
  for (const [kind, pattern] of patterns) {
    const found = lines.map(({ text }) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
    if (found !== undefined) return sender(kind, found.trim());
  }
  const all = lines.filter(
    ({ text }) => !isAppsOwn(text, words) && (text.match(/\p{L}/gu)?.length ?? 0) >= fewestLetters,
  );
  const plain = all.filter(({ text }) => !/\d/.test(text)); // what symbols are read as holds digits
  const [first, ...names] = plain.length > 0 ? plain : all;
  if (!first) return null;
  const largest = names.reduce(
    (best, line) => (line.letterHeight > best.letterHeight * larger ? line : best),
    first,
  );
  return sender('name', largest.text);
}

/** What stands in the place of a sender: a number or a name. */
export function namedSender(text: string): Sender {
  const name = bare(text);
  return sender(phoneNumber.test(name) ? 'number' : 'name', name);
}

/** A sender with what may be shown of it. */
export function sender(kind: Sender['kind'], text: string): Sender {
  return { kind, text, shown: excerptOf(text) };
}

/** What stands behind "conversation with". */
function withoutOpening(text: string, { namedAfter }: ScreenWords): string {
  const spaced = spacedWords(text);
  const opening = namedAfter.find((wording) => spaced.startsWith(wording));
  if (opening === undefined) return text;
  const words = opening.trim().split(' ').length;
  return [...text.matchAll(/[\p{L}\p{N}+]+[^\p{L}\p{N}+]*/gu)]
    .map(([word]) => word)
    .slice(words)
    .join('');
}

/** A name without the arrows and symbols beside it, which are read as single letters and signs. */
function bare(text: string): string {
  return withoutTail(text.replace(/^(?:[^\p{L}\p{N}+(]+|[\p{L}\p{N}]\s+(?=\p{L}{2}))+/u, '')).trim();
}

/** Signs and words of one or two letters at the end, taken off one by one: together they could be cut in too many ways. */
const lastPiece = /(?<!\s)\s+[\p{L}\p{N}>]{1,2}$|(?<![^\p{L}\p{N})])[^\p{L}\p{N})]+$/u;
/** Names are shorter; what is read in their place may not be. */
const longestName = 200;

function withoutTail(text: string): string {
  let name = text.slice(0, longestName);
  for (let piece = lastPiece.exec(name); piece; piece = lastPiece.exec(name))
    name = name.slice(0, piece.index);
  return /\d{2}/.test(text.slice(name.length, longestName)) ? text.slice(0, longestName) : name;
}
