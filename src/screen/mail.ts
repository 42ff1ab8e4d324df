import { distance } from 'fastest-levenshtein';
import type { ReadLine } from '../pictures/reading.ts';
import { around, heightOf, sameRow, type Boxed } from './boxes.ts';
import { looksBroken, mendLinks } from './mend.ts';
import { joinedLines } from './paragraphs.ts';
import { isDate } from './phone.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

const address = /<?[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+>?/u;
/** How far down the head of a mail reaches, as a part of the height. */
const headDepth = 0.5;
/** An address so high up is the sender's, whatever else shows. */
const topDepth = 0.25;
/** Words beside the sender's address: a name. */
const longestName = 7;
/** Letters of a label from which three may be misread, or be of a symbol beside it. */
const longLabel = 13;
/** Words of a row of buttons, of which a third may be misread. */
const fewestButtons = 4;
/** The height of a field around the sender; what is higher is the whole mail. */
const fieldHeight = 0.15;
/** The time of sending at the end of the sender's line. */
const sentAt = /\s\d{1,2}\s?[:hH]\s?\d{2}(?:\s.{0,4})?$/;

/** A mail as its parts; the address only when the app shows it. */
export type Mail = {
  /** More than an address tells that this is a mail. */
  readonly sure: boolean;
  readonly name: string | null;
  readonly address: string | null;
  readonly subject: string | null;
  readonly body: readonly ReadLine[];
};

/** Lines of the head that belong together, with their links mended. */
type Part = Boxed & { readonly lines: readonly ReadLine[]; readonly text: string };

/** Reads a picture as a mail; null when it does not look like one. */
export function mailIn(lines: readonly ReadLine[], height: number, words: ScreenWords): Mail | null {
  const head = partsOf(
    lines.filter(({ box }) => box.top < height * headDepth),
    height,
  );
  const receivers = head.filter(({ text }) => isReceiver(text, words));
  const labels = lines.filter(({ text }) => isLabel(text, words));
  const sender = head.find((part) => !receivers.includes(part) && isSender(part.text, words)) ?? null;
  const subject = head.find((part) => part !== sender && isHeader(part.text, words.mailSubject)) ?? null;
  const addressed = receivers.some(({ text }) => isHeader(text, words.mailTo));
  const shown = receivers.length + labels.length + (subject ? 1 : 0) + (addressed ? 1 : 0);
  const marked = sender !== null && /<.*@|@.*>/.test(sender.text);
  const high = sender !== null && sender.box.top < height * topDepth;
  if (!marked && !high && shown < 2) return null;
  const above = receivers[0] ?? sender ?? null;
  const beside = above ? nameBeside(above, head, words) : sentLine(head, words);
  const own = sender && nameOf(sender.text, words);
  const name = own ?? beside?.name ?? null;
  const apart = new Set<ReadLine>([
    ...[sender, subject, ...receivers].flatMap((part) => part?.lines ?? []),
    ...labels,
    ...(own === null ? (beside?.parts ?? []) : []).flatMap((part) => part.lines),
    ...head
      .filter((part) => repeatsName(part.text, name, words) || isDate(part.text, words))
      .flatMap((part) => part.lines),
  ]);
  return {
    sure: sender !== null && (marked || shown > 0),
    name,
    address: (sender && address.exec(sender.text)?.[0].replace(/[<>]/g, '')) ?? null,
    subject: subject?.text.replace(/^[^:]*:\s*/, '') ?? null,
    body: lines.filter((line) => !apart.has(line)).map((line) => withoutFolder(line, words)),
  };
}

/** The lines of the head; those of one field, and an address that goes on in the next line, are one. */
function partsOf(lines: readonly ReadLine[], height: number): Part[] {
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

/** The folder of a mail in small letters behind its subject. */
const smallLetters = 0.8;

/** A line without the name of the folder that stands behind it. */
function withoutFolder(line: ReadLine, words: ScreenWords): ReadLine {
  const [first] = line.words;
  const at = line.words.findIndex(
    (word, index) =>
      index > 0 &&
      first !== undefined &&
      heightOf(word.box) < heightOf(first.box) * smallLetters &&
      line.words.length - index > 1 &&
      isLabel(textOf(line.words.slice(index)), words),
  );
  const kept = line.words.slice(0, at);
  return at < 0 ? line : { ...line, words: kept, text: textOf(kept), box: around(kept) ?? line.box };
}

function textOf(words: ReadLine['words']): string {
  return words.map(({ text }) => text).join(' ');
}

function isHeader(text: string, wordings: readonly string[]): boolean {
  const label = /^\s*([^:]{1,20}?)\s?:/.exec(text)?.[1];
  return label !== undefined && wordings.includes(spacedWords(label));
}

/** Whether a line is a label or button of the app; short ones may have lost a space. */
function isLabel(text: string, { mail }: ScreenWords): boolean {
  if (!/\p{L}{2}/u.test(text)) return false;
  const rest = leftOver(text, mail).filter((word) => word.length > 1).length;
  const count = spacedWords(text).trim().split(' ').length;
  if (rest === 0 || (count >= fewestButtons && rest <= count / 3)) return true;
  const letters = spacedWords(text).replaceAll(' ', '');
  return mail.some((label) => {
    const whole = label.replaceAll(' ', '');
    return whole.length >= 4 && distance(whole, letters) <= (whole.length >= longLabel ? 3 : 1);
  });
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
function nameOf(text: string, words: ScreenWords): string | null {
  const found = address.exec(text);
  const before = found ? text.slice(0, found.index) : text;
  const bare = before.replace(/^\s*([^:]{1,20}?)\s?:\s?/, (whole, label: string) =>
    words.mailFrom.includes(spacedWords(label)) ? '' : whole,
  );
  return trimmed(bare, words) || null;
}

/** A sender's name with the parts of the head that it stands in. */
type Name = { readonly name: string; readonly parts: readonly Part[] };

/** The name beside or above an address or receiver that stands alone; it may take two lines, the time on the first. */
function nameBeside(one: Part, head: readonly Part[], words: ScreenWords): Name | null {
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
function sentLine(head: readonly Part[], words: ScreenWords): Name | null {
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
function repeatsName(text: string, name: string | null, words: ScreenWords): boolean {
  if (name === null) return false;
  const [one, other] = [trimmed(text, words), name].map((part) => spacedWords(part).replaceAll(' ', ''));
  return one !== undefined && other !== undefined && other !== '' && distance(one, other) <= other.length / 6;
}
