import { readMessage, type Analyser, type Reading } from './message.ts';
import { wordingSignals } from './signals/wording.ts';
import { foldText } from './words.ts';

/** The message to judge, and what the person says about it. */
export type SeparatedMessage = { message: string; comment: string };

/**
 * Decides whether a typed text holds a message, link, number or address to judge, and tells the person's own
 * comment from it. Null when the text is the person's own question or story: naming an insurer, saying that a
 * strange message came, telling what was given away.
 */
export function separateMessage(text: string, analyser: Analyser): SeparatedMessage | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('/') || isPlainlyOwn(trimmed, analyser)) return null;
  const { words } = analyser;
  const quoted = fromQuotes(trimmed, analyser);
  if (quoted) return quoted;
  const parts = splitComment(trimmed, analyser);
  let whole: Reading | undefined;
  for (const part of parts) {
    const reading = readMessage(part.message, analyser);
    if (holdsMessage(part.message, reading, analyser)) return part;
    if (part.message === trimmed) whole = reading;
  }
  const reading = whole ?? readMessage(trimmed, analyser);
  const bare = handles(reading);
  if (bare === null) return null;
  const rest = (trimmed.slice(0, bare.start) + ' ' + trimmed.slice(bare.end)).trim();
  const folded = foldText(rest);
  const length = wordCount(rest);
  if (length === 0) return { message: trimmed, comment: '' };
  const link = bare.text.includes('.') && !words.alreadyDone.test(folded);
  if ((length <= 12 && words.aboutMessage.test(folded)) || (link && length <= 16))
    return { message: bare.text, comment: rest.replace(/\s+/g, ' ') };
  return null;
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/**
 * The cheap way out for most of what people type: a short text in which no link, number, quotation or second
 * part can stand, and that is too short for a message or opens like a person's own sentence.
 */
function isPlainlyOwn(text: string, analyser: Analyser): boolean {
  if (text.length > 160 || /[\d:@[\n\r«»“”"<{]|[.?!…](?=.*\p{L})|[^\u0000-\u024f\u2019]/u.test(text))
    return false;
  const folded = foldText(text);
  if (analyser.words.saysDot.test(folded)) return false;
  return wordCount(text) < 4 || analyser.words.ownOpening.test(folded);
}

/** Signs that a text is written by somebody to its reader, not by the person to the assistant. */
function holdsMessage(part: string, reading: Reading, analyser: Analyser): boolean {
  const known = analyser.words;
  const words = reading.tokens.length;
  const folded = foldText(part);
  if (known.headLine.test(folded)) return true;
  if (handles(reading) !== null && words <= 2) return true;
  if (words < 4) return false;
  const question = /\?\s*$/.test(part) && words < 25;
  const own = known.ownWords.test(folded) && !known.toReader.test(folded);
  if (own || (known.ownOpening.test(folded) && !reading.links.some((link) => link.kind === 'link')))
    return false;
  const addressed = known.toReader.test(folded);
  const handle = handles(reading) !== null || reading.links.some((link) => link.kind === 'placeholder');
  const bringsCode = () => /\b(?:code|otp)\b.{0,40}\b\d{4,8}\b|\b\d{3} ?\d{3}\b.{0,40}\bcode\b/iu.test(part);
  // no other sign counts in a short question that is not put to the reader, so none is looked for
  if (question && !handle && !addressed) return !known.aboutMessage.test(folded) && bringsCode();
  const strong = wordingSignals(reading, analyser).filter((signal) => signal.weight >= 12);
  if (handle && (addressed || strong.length > 0 || words >= 8)) return true;
  if (question && known.aboutMessage.test(folded)) return false;
  if (strong.length >= 2 && addressed) return true;
  if (strong.reduce((sum, signal) => sum + signal.weight, 0) >= 35 && !question) return true;
  const headed = /^[\p{Lu}][\p{L}\p{N}' .&-]{1,40} ?: ?\S/u.test(part);
  if (headed && (strong.length > 0 || addressed) && !question) return true;
  if (bringsCode()) return true;
  return strong.length > 0 && known.addressed.test(folded) && !question && words >= 7;
}

/** The link, address or number of a text; the whole stretch when there is just one. */
function handles(reading: Reading): { start: number; end: number; text: string } | null {
  const link = reading.links.find((found) => found.kind === 'link' || found.kind === 'email');
  if (link) return { start: link.start, end: link.end, text: link.text };
  const number = reading.numbers.find((found) => found.kind !== 'short');
  return number ? { start: number.start, end: number.end, text: number.text } : null;
}

/** A message between quotation marks with the person's words around it. */
function fromQuotes(text: string, analyser: Analyser): SeparatedMessage | null {
  const match = /«\s?([^«»]{20,4000}?)\s?»|“([^“”]{20,4000})”|"([^"]{20,4000})"/u.exec(text);
  if (!match) return null;
  const message = (match[1] ?? match[2] ?? match[3] ?? '').trim();
  const comment = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`
    .replace(/\s+/g, ' ')
    .trim();
  if (comment === '') return { message, comment };
  const folded = foldText(comment);
  const { aboutMessage, commentOpening } = analyser.words;
  if (comment.length > 160 || !(aboutMessage.test(folded) || commentOpening.test(folded))) return null;
  return { message, comment };
}

/** Ways to cut a text in comment and message, likeliest first: by line, by colon, by closing question. */
function splitComment(text: string, analyser: Analyser): SeparatedMessage[] {
  const { aboutMessage, closingComment, isHeader } = analyser.words;
  const cuts: SeparatedMessage[] = [];
  const lines = text.split(/\r?\n/);
  const isComment = (part: string): boolean =>
    part.length <= 160 &&
    (aboutMessage.test(foldText(part)) || /^\W*$/u.test(part)) &&
    !/https?:|www\.|\[\.\]/i.test(part);
  const first = lines[0]?.trim() ?? '';
  const last = lines.at(-1)?.trim() ?? '';
  if (lines.length > 1 && isComment(first) && !isHeader.test(foldText(first)))
    cuts.push({ message: lines.slice(1).join('\n').trim(), comment: first });
  if (lines.length > 1 && isComment(last))
    cuts.push({ message: lines.slice(0, -1).join('\n').trim(), comment: last });
  const colon = /^([^:\n]{3,140}?) ?: ?(?!\/\/)/u.exec(text);
  const introduction = colon?.[1] ?? '';
  if (colon && isComment(introduction) && !isHeader.test(foldText(colon[0].trimEnd())))
    cuts.push({ message: text.slice(colon[0].length).trim(), comment: introduction.trim() });
  const end = Math.max(0, text.length - 200);
  const tail = closingComment.exec(foldText(text.slice(end)));
  const closing = tail?.[1];
  if (tail && closing !== undefined) {
    const start = end + tail.index + tail[0].lastIndexOf(closing);
    const comment = text.slice(start).trim();
    if (start > 10 && isComment(comment)) cuts.push({ message: text.slice(0, start).trim(), comment });
  }
  const head = /^([^.!?\n]{3,110}[?!]+)\s+(?=\S)/u.exec(text);
  if (head && isComment(head[1] ?? ''))
    cuts.push({ message: text.slice(head[0].length).trim(), comment: (head[1] ?? '').trim() });
  cuts.push({ message: text, comment: '' });
  return cuts.filter((cut) => cut.message !== '');
}
