import type { ReadLine } from '../pictures/reading.ts';
import { sameRow } from './boxes.ts';
import { mendLinks } from './mend.ts';
import { isDate } from './phone.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

const address = /<?[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+>?/u;
/** How far down the head of a mail reaches, as a part of the height. */
const headDepth = 0.5;
/** Words beside the sender's address: a name. */
const longestName = 7;

/** A mail as its parts; the address only when the app shows it. */
export type Mail = {
  readonly name: string | null;
  readonly address: string | null;
  readonly body: readonly ReadLine[];
};

/** A line of a mail with its links mended. */
type Head = { readonly line: ReadLine; readonly text: string };

/** Reads a picture as a mail; null when it does not look like one. */
export function mailIn(lines: readonly ReadLine[], height: number, words: ScreenWords): Mail | null {
  const all = lines.map((line) => ({ line, text: mendLinks(line.text) }));
  const head = all.filter(({ line }) => line.box.top < height * headDepth);
  const receivers = head.filter(({ text }) => isReceiver(text, words));
  const headers = head.filter(({ text }) => isHeader(text, words.mailHeaders));
  const labels = all.filter(({ text }) => leftOver(text, words.mail).length === 0 && /\p{L}{3}/u.test(text));
  const sender = head.find((one) => !receivers.includes(one) && isSender(one.text, words)) ?? null;
  const shown = receivers.length + labels.length + headers.filter((one) => one !== sender).length;
  const marked = sender !== null && /<.*@|@.*>/.test(sender.text);
  if (!marked && shown < (sender === null ? 2 : 1)) return null;
  const [receiver] = receivers;
  const above = sender ?? receiver ?? null;
  const name = (sender && nameOf(sender, words)) ?? (above && nameBeside(above, head, words));
  const apart = new Set(
    [sender, ...receivers, ...labels, ...all.filter(({ text }) => isDate(text, words))].map(
      (one) => one?.line,
    ),
  );
  return {
    name: name?.text ?? null,
    address: (sender && address.exec(sender.text)?.[0].replace(/[<>]/g, '')) ?? null,
    body: lines.filter((line) => !apart.has(line) && line !== name?.line),
  };
}

function isHeader(text: string, wordings: readonly string[]): boolean {
  const label = /^\s*([^:]{1,20}?)\s?:/.exec(text)?.[1];
  return label !== undefined && wordings.includes(spacedWords(label));
}

/** "à moi", "À : ...": whom it was sent to, which is the person. */
function isReceiver(text: string, words: ScreenWords): boolean {
  const [first = ''] = spacedWords(text).trim().split(' ');
  if (!words.mailTo.includes(` ${first} `)) return false;
  return isHeader(text, words.mailTo) || address.test(text) || leftOver(text, words.mail).length === 0;
}

/** A line that holds an address and hardly more, or says whom the mail is from. */
function isSender(text: string, words: ScreenWords): boolean {
  if (isHeader(text, words.mailFrom)) return true;
  const found = address.exec(text)?.[0];
  return found !== undefined && spacedWords(text.replace(found, ' ')).trim().split(' ').length <= longestName;
}

/** The name on the sender's own line. */
function nameOf({ line, text }: Head, words: ScreenWords): { text: string; line: ReadLine } | null {
  const found = address.exec(text);
  const before = (found ? text.slice(0, found.index) : text).replace(
    /^\s*([^:]{1,20}?)\s?:\s?/,
    (whole, label: string) => (words.mailFrom.includes(spacedWords(label)) ? '' : whole),
  );
  const name = trimmed(before, words);
  return name === '' ? null : { text: name, line };
}

/** The name beside or above an address or receiver that stands alone. */
function nameBeside(
  one: Head,
  head: readonly Head[],
  words: ScreenWords,
): { text: string; line: ReadLine } | null {
  const rows = head.filter(({ line }) => line.box.bottom <= one.line.box.bottom && line !== one.line);
  const beside = rows.filter(({ line }) => sameRow(line.box, one.line.box));
  const above = rows.filter((other) => !beside.includes(other)).reverse();
  for (const { line, text } of [...beside, ...above.slice(0, 2)]) {
    const name = trimmed(text, words);
    if (/\p{L}{3}/u.test(name) && !isDate(text, words) && leftOver(text, words.mail).length > 0)
      return { text: name, line };
  }
  return null;
}

/** A name without initials, bullets and the time of sending. */
function trimmed(text: string, words: ScreenWords): string {
  return text
    .replace(/\s\d{1,2}\s?[:hH]\s?\d{2}.*$/, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})!]+$/gu, '')
    .replace(/\s(?:\p{L}{3,5}\.?\s)?\d{1,2}\s\p{L}{3,5}\.?$/u, (date) => (isDate(date, words) ? '' : date))
    .trim();
}
