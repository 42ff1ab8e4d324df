import type { ReadLine } from '../pictures/reading.ts';
import { mendLinks } from './mend.ts';
import { isAppsOwn } from './phone.ts';
import type { ScreenWords } from './words.ts';

const phoneNumber = /(?<![\p{L}\d])(?:\+\s?\d{1,3}|0)(?:[ .\-()]{0,2}\d){7,12}(?!\d)|^\d{5}$|^\d{3} ?\d{2}$/u;
const address = /[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const leastConfidence = 40;
const fewestLetters = 3;

/** Who wrote, by the lines on top of a conversation: a number, else an address, else the name in the largest letters. */
export function senderIn(header: readonly ReadLine[], words: ScreenWords): string | null {
  const lines = header
    .filter(({ confidence }) => confidence >= leastConfidence)
    .map((line) => ({ ...line, text: bare(mendLinks(line.text)) }));
  for (const pattern of [phoneNumber, address]) {
    const found = lines.map(({ text }) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
    if (found !== undefined) return found.trim();
  }
  const names = lines.filter(
    ({ text }) => !isAppsOwn(text, words) && (text.match(/\p{L}/gu)?.length ?? 0) >= fewestLetters,
  );
  return (
    names.reduce<(typeof names)[number] | null>(
      (best, line) => (best === null || line.letterHeight > best.letterHeight * 1.2 ? line : best),
      null,
    )?.text ?? null
  );
}

/** A name without the arrows and symbols beside it, which are read as single letters and signs. */
function bare(text: string): string {
  return text
    .replace(/^(?:[^\p{L}\p{N}+(]+|[\p{L}\p{N}]\s+(?=\p{L}{2}))+/u, '')
    .replace(/(?:[^\p{L}\p{N})]+|\s+[\p{L}\p{N}>]{1,2})+$/u, (tail) => (/\d{2}/.test(tail) ? tail : ''))
    .trim();
}
