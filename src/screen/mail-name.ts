import { distance } from 'fastest-levenshtein';
import { sameRow } from './boxes.ts';
import { address, isLabel, type Part } from './mail-parts.ts';
import { mendLinks } from './mend.ts';
import { isDate } from './phone.ts';
import { spacedWords, type ScreenWords } from './words.ts';

/** The time of sending at the end of the sender's line. */
const sentAt = /\s\d{1,2}\s?[:hH]\s?\d{2}(?:\s.{0,4})?$/;

/** The name on the sender's own line. */
export function nameOf(text: string, words: ScreenWords): string | null {
  const found = address.exec(text);
  const before = found ? text.slice(0, found.index) : text;
  const bare = before.replace(/^\s*([^:]{1,20}?)\s?:\s?/, (whole, label: string) =>
    words.mailFrom.includes(spacedWords(label)) ? '' : whole,
  );
  return trimmed(bare, words) || null;
}

/** A sender's name with the parts of the head that it stands in. */
export type Name = { readonly name: string; readonly parts: readonly Part[] };

/** The name beside or above an address or receiver that stands alone; it may take two lines, the time on the first. */
export function nameBeside(one: Part, head: readonly Part[], words: ScreenWords): Name | null {
  const before = head.filter((part) => part !== one && part.box.bottom <= one.box.bottom);
  const beside = before.filter(({ box }) => sameRow(box, one.box));
  const above = before.filter((part) => !beside.includes(part)).reverse();
  const near = [...beside, ...above.slice(0, 3)];
  for (const [at, part] of near.entries()) {
    const name = trimmed(part.text, words);
    if (!/\p{L}{3}/u.test(name) || address.test(name)) continue;
    if (isDate(part.text, words) || isLabel(part.text, words)) continue;
    const upper = near[at + 1];
    if (!upper || sentAt.test(part.text) || !sentAt.test(upper.text)) return { name, parts: [part] };
    const whole = trimmed(mendLinks(`${upper.text.replace(sentAt, '')} ${name}`).replace('- ', '-'), words);
    return { name: whole, parts: [upper, part] };
  }
  return null;
}

/** The line with the time of sending, which begins with the sender's name. */
export function sentLine(head: readonly Part[], words: ScreenWords): Name | null {
  const part = head.find(({ text }) => sentAt.test(text) && !isDate(text, words));
  return part ? { name: trimmed(part.text, words), parts: [part] } : null;
}

/** A name without initials, bullets and the time or date of sending. */
function trimmed(text: string, words: ScreenWords): string {
  const parts = text.replace(sentAt, '').split(' ');
  while (parts.length > 1 && isDate(parts.at(-1) ?? '', words)) parts.pop();
  return parts
    .join(' ')
    .replace(/^(?:[^\p{L}\p{N}]+|\p{L}\s+(?=\p{L}{2}))+|[^\p{L}\p{N})!]+$/gu, '')
    .trim();
}

/** Whether a line only says the sender's name again, with the time. */
export function repeatsName(text: string, name: string | null, words: ScreenWords): boolean {
  if (name === null) return false;
  const [one, other] = [trimmed(text, words), name].map((part) => spacedWords(part).replaceAll(' ', ''));
  return one !== undefined && other !== undefined && other !== '' && distance(one, other) <= other.length / 6;
}
