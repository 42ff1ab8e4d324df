import { readCard } from './card.ts';
import type { Quoted, Received } from './received.ts';

/** A text as the assistant takes it. */
export type TextContent = { readonly kind: 'text'; readonly text: string; readonly forwarded: boolean };
/** What cannot be read and gets a kind word of its own. */
export type Unread =
  'view-once' | 'voice' | 'video' | 'sticker' | 'location' | 'poll' | 'own-contact' | 'nothing' | 'other';
/** A picture or a document of the message with this key, to be fetched and read. */
export type FileReference = { readonly message: string; readonly bytes: number | null };
export type Content =
  | TextContent
  | {
      readonly kind: 'file';
      readonly file: FileReference;
      readonly caption: TextContent | null;
      readonly forwarded: boolean;
    }
  | { readonly kind: 'unread'; readonly what: Unread; readonly caption: TextContent | null };

const fileTypes: readonly string[] = ['image', 'document'];

const unreadTypes: Readonly<Record<string, Unread>> = {
  ptt: 'voice',
  audio: 'voice',
  video: 'video',
  ptv: 'video',
  sticker: 'sticker',
  location: 'location',
  live_location: 'location',
  poll_creation: 'poll',
};

/**
 * What a message asks for, or null when it is not for us.
 *
 * @param own our own ids: WhatsApp knows each account under two
 */
export function contentOf(message: Received, own: ReadonlySet<string>): Content | null {
  return message.isGroup ? contentInGroup(message, own) : contentInPrivate(message, own);
}

/** What the person quotes of what they sent is meant too; what we said is known. */
function contentInPrivate(message: Received, own: ReadonlySet<string>): Content {
  const said = ownContent(message);
  const { quoted } = message;
  if (said.kind !== 'text' || said.forwarded || !quoted || own.has(quoted.author)) return said;
  const meant = textOfQuoted(quoted);
  if (fileTypes.includes(quoted.type))
    return meant === ''
      ? fileOf(quoted, said, false)
      : fileOf(quoted, { kind: 'text', text: meant, forwarded: true }, true);
  if (meant !== '') return { ...said, text: `${said.text}\n\n${meant}` };
  const what = unreadTypes[quoted.type];
  return what === undefined ? said : { kind: 'unread', what, caption: said };
}

/**
 * In a group the bot speaks when it is mentioned or replied to. A mention in reply to somebody else's message asks to
 * judge that message.
 */
function contentInGroup(message: Received, own: ReadonlySet<string>): Content | null {
  const mentioned = message.mentioned.filter((id) => own.has(id));
  const { quoted } = message;
  const toBot = quoted !== null && own.has(quoted.author);
  if (mentioned.length === 0 && !toBot) return null;
  if (quoted && !toBot) return judgedContent(quoted);
  const said = mentioned.reduce((text, id) => text.replaceAll(`@${userOf(id)}`, ' '), message.text);
  return ownContent({ ...message, text: said.trim() });
}
function userOf(id: string): string {
  return id.replace(/[:@].*$/, '');
}

function judgedContent(quoted: Quoted): Content {
  const text = textOfQuoted(quoted);
  const said: TextContent | null = text === '' ? null : { kind: 'text', text, forwarded: true };
  if (fileTypes.includes(quoted.type)) return fileOf(quoted, said, true);
  if (said) return said;
  return { kind: 'unread', what: unreadTypes[quoted.type] ?? 'nothing', caption: null };
}
function textOfQuoted({ text, cards }: Quoted): string {
  return cards.length > 0 ? cards.map((card) => readCard(card).text).join('\n') : text;
}

function ownContent(message: Received): Content {
  const { type, text, forwarded, cards } = message;
  if (cards.length > 0) return contactOf(message);
  const said: TextContent | null = text.trim() === '' ? null : { kind: 'text', text, forwarded };
  if (fileTypes.includes(type) && !message.viewOnce) return fileOf(message, said, forwarded);
  const what = message.viewOnce ? 'view-once' : unreadTypes[type];
  if (what !== undefined) return { kind: 'unread', what, caption: what === 'poll' ? null : said };
  return said ?? { kind: 'unread', what: type === 'chat' ? 'nothing' : 'other', caption: null };
}

function fileOf(
  { id, size = null }: { readonly id: string; readonly size?: number | null },
  caption: TextContent | null,
  forwarded: boolean,
): Content {
  return { kind: 'file', file: { message: id, bytes: size }, caption, forwarded };
}

/** A card is shown to be judged, as something forwarded is; one's own card needs no judgement. */
function contactOf({ cards, author }: Received): Content {
  const read = cards.map(readCard);
  const [only] = read;
  if (read.length === 1 && only?.numbers.includes(userOf(author)) === true)
    return { kind: 'unread', what: 'own-contact', caption: null };
  const text = read.map((card) => card.text).join('\n\n').trim(); // prettier-ignore
  if (text === '') return { kind: 'unread', what: 'other', caption: null };
  return { kind: 'text', text, forwarded: true };
}
