import type { ReadLine } from '../pictures/reading.ts';
import { around, heightOf } from './boxes.ts';
import { nameBeside, nameOf, repeatsName, sentLine } from './mail-name.ts';
import { address, isHeader, isLabel, partsOf } from './mail-parts.ts';
import { isDate } from './phone.ts';
import { leftOver, spacedWords, type ScreenWords } from './words.ts';

/** How far down the head of a mail reaches, as a part of the height. */
const headDepth = 0.5;
/** An address so high up is the sender's, whatever else shows. */
const topDepth = 0.25;
/** Words beside the sender's address: a name. */
const longestName = 7;

/** A mail as its parts; the address only when the app shows it. */
export type Mail = {
  /** More than an address tells that this is a mail. */
  readonly sure: boolean;
  readonly name: string | null;
  readonly address: string | null;
  readonly subject: string | null;
  readonly body: readonly ReadLine[];
};

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
