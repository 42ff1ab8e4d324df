import type { ReadLine, ReadPicture } from '../pictures/reading.ts';
import { redactRead } from '../privacy/misread.ts';
import type { RedactedKind } from '../privacy/redact.ts';
import { joinedBlocks } from './blocks.ts';
import { showsApp } from './bubbles.ts';
import { cardIn, type PrintedNames } from './card.ts';
import { chatIn } from './chat.ts';
import { codesIn } from './codes.ts';
import { doubtfulLinks } from './doubt.ts';
import { excerptOf, fromFirstSentence } from './excerpt.ts';
import { withFields } from './fields.ts';
import { isAvatar, isText, legibilityOf, sureText } from './legible.ts';
import { mailIn, type Mail } from './mail.ts';
import { withoutSymbols } from './marks.ts';
import { mendLinks } from './mend.ts';
import { notificationIn } from './notification.ts';
import { pageIn } from './page.ts';
import { isAppsOwn, withoutKeyboard, withoutStatus } from './phone.ts';
import { withoutSidebar } from './sidebar.ts';
import type { CodeMeaning, Look, Seen, Sender } from './seen.ts';
import { namedSender, sender, senderIn } from './sender.ts';
import { forOnePicture, spacedWords, type ScreenWords } from './words.ts';

/** The message of a picture before its links are mended. */
type Told = {
  readonly look: Look;
  readonly sender: Sender | null;
  /** What stands above the message when somebody pastes it. */
  readonly head: string;
  readonly message: string;
  /** The message without what `head` says already; left out where they are the same. */
  readonly body?: string;
  readonly lines: readonly ReadLine[];
};

/** Lines of a picture that are looked at: more than a page of a newspaper. */
const mostLines = 300;

/** Names of the facts: operators as cards print them, official domains. */
export type KnownNames = {
  readonly operators: readonly PrintedNames[];
  readonly domains: readonly string[];
};

/**
 * Tells the message of a picture from what the phone and its apps write around it; personal numbers are taken out
 * before anything else. Pure.
 *
 * @param known what the facts hold of cards and sites
 * @param caption what its sender wrote below it
 */
export function understandPicture(
  reading: ReadPicture,
  vocabulary: ScreenWords,
  { operators, domains }: KnownNames = { operators: [], domains: [] },
  caption = '',
): Seen {
  const words = forOnePicture(vocabulary);
  const personal = new Set<RedactedKind>();
  const clean = (text: string): string => {
    const { text: rest, found } = redactRead(text);
    for (const kind of found) personal.add(kind);
    return rest;
  };
  const picture = withFields({ ...reading, lines: reading.lines.slice(0, mostLines) });
  const lines = withoutKeyboard(picture.lines, picture.height, words)
    .filter((line) => isText(line, picture.photo) && !isAvatar(line, picture))
    .map((line) => withoutPersonal(withoutSymbols(line), clean));
  const captioned = spacedWords(caption);
  const hinted = words.captionCard.some((wording) => captioned.includes(wording));
  const told = toldBy(lines, picture, words);
  const message = clean(mendLinks(told.message)).trim();
  const body = told.body === undefined ? message : clean(mendLinks(told.body)).trim();
  const codes = codesIn(picture.codes.map((code) => ({ ...code, text: clean(code.text) })));
  const pasted = [told.head, body, ...codes.flatMap(judgedOf)].filter((part) => part !== '').join('\n');
  return {
    look: told.look,
    photo: picture.photo,
    message,
    pasted,
    sure: clean(mendLinks(sureText(told.lines))),
    sender: told.sender,
    excerpt: excerptOf(told.look === 'paper' ? fromFirstSentence(message, words) : message),
    legibility: legibilityOf(told.lines),
    doubtful: doubtfulLinks(pasted, picture.lines, domains),
    codes,
    card: cardIn(lines, words, operators, hinted),
    personal: [...personal],
  };
}

/** A line whose words are kept apart only where nothing had to be taken out of it. */
function withoutPersonal(line: ReadLine, clean: (text: string) => string): ReadLine {
  const text = clean(line.text);
  return text === line.text ? line : { ...line, text, words: [] };
}

/** The text of a document: everything in it is the message. */
export function understandDocument(document: string, words: ScreenWords): Seen {
  const { text, found } = redactRead(document.trim());
  return {
    look: 'paper',
    photo: false,
    message: text,
    pasted: text,
    sure: text,
    sender: null,
    excerpt: excerptOf(fromFirstSentence(text, words)),
    legibility: /[\p{L}\p{N}]{2}/u.test(text) ? 'well' : 'nothing',
    doubtful: [],
    codes: [],
    card: null,
    personal: found,
  };
}

function toldBy(lines: readonly ReadLine[], picture: ReadPicture, words: ScreenWords): Told {
  const screen = withoutSidebar(withoutStatus(lines, picture.height, words), picture);
  const mail = mailIn(screen, picture.height, words);
  if (mail?.sure) return ofMail(mail, words);
  const page = pageIn(screen, picture, words);
  if (page)
    return {
      look: 'page',
      sender: null,
      head: page.link,
      message: joinedBlocks(page.body),
      lines: page.body,
    };
  const notification = mail === null ? notificationIn(screen, picture, words) : null;
  if (notification) {
    const { name, body } = notification;
    return { look: 'chat', sender: namedSender(name), head: '', message: joinedBlocks(body), lines: body };
  }
  const chat = chatIn(screen, picture, words, mail !== null);
  if (chat) {
    const writer = senderIn(chat.header, words);
    const head = writer?.kind === 'address' ? `${words.from} : ${writer.text}` : '';
    return { look: 'chat', sender: writer, head, message: chat.message, lines: chat.received };
  }
  if (mail) return ofMail(mail, words);
  // a letter has dates of its own
  const body = showsApp(screen, words) ? screen.filter(({ text }) => !isAppsOwn(text, words)) : screen;
  return { look: 'paper', sender: null, head: '', message: joinedBlocks(body), lines: body };
}

function ofMail({ name, address, subject, body }: Mail, words: ScreenWords): Told {
  const shown = [name, address === null ? null : `<${address}>`].filter((part) => part !== null).join(' ');
  const text = joinedBlocks(body);
  return {
    look: 'mail',
    sender: shown === '' ? null : sender(address === null ? 'name' : 'address', shown),
    head: [
      shown === '' ? '' : `${words.from} : ${shown}`,
      subject === null ? '' : `${words.subject} : ${subject}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
    message: [subject, text].filter((part) => part !== null && part !== '').join('\n'),
    body: text,
    lines: body,
  };
}

/** What of a code is judged with the message: where it leads and whom it would write to. */
function judgedOf(code: CodeMeaning): string[] {
  switch (code.kind) {
    case 'link':
      return [code.link];
    case 'text':
    case 'contact':
      return [code.text];
    case 'call':
      return [code.number];
    case 'sms':
      return [`${code.number} ${code.text}`.trim()];
    case 'email':
      return [`${code.address} ${code.text}`.trim()];
    case 'payment':
    case 'wifi':
    case 'place':
    case 'event':
      return [];
  }
}
