import type { Message } from 'whatsapp-web.js';

/** What is used of a message that somebody wrote, free of the library. */
export type Received = {
  /** WhatsApp's own key of the message. */
  readonly id: string;
  /** Where it was written, and so where it is answered: a person or a group. */
  readonly chat: string;
  readonly isGroup: boolean;
  readonly author: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly type: string;
  /** The text, or the caption of what is attached. */
  readonly text: string;
  readonly forwarded: boolean;
  /** Can be opened once only. */
  readonly viewOnce: boolean;
  /** Bytes of what is attached, when WhatsApp says it. */
  readonly size: number | null;
  /** Contact cards. */
  readonly cards: readonly string[];
  readonly mentioned: readonly string[];
  readonly quoted: Quoted | null;
};
export type Quoted = {
  /** Its key, as WhatsApp makes it. */
  readonly id: string;
  readonly author: string;
  readonly type: string;
  readonly text: string;
  readonly cards: readonly string[];
};

/** Kinds that people send; all others are WhatsApp's own service messages. */
const writtenTypes: ReadonlySet<string> = new Set([
  'chat', 'image', 'video', 'ptv', 'ptt', 'audio', 'document', 'sticker', 'location', 'live_location', 'vcard', 'multi_vcard',
  'poll_creation', 'event_creation', 'scheduled_event_creation', 'groups_v4_invite', 'product', 'order', 'payment',
  'list', 'list_response', 'buttons_response', 'template_button_reply', 'interactive', 'native_flow', 'hsm',
]); // prettier-ignore
/** In the text of these stands a small picture, or the card. */
const attachmentTypes: ReadonlySet<string> = new Set([
  'image', 'video', 'ptv', 'ptt', 'audio', 'document', 'sticker', 'location', 'live_location', 'vcard', 'multi_vcard', 'product', 'order',
]); // prettier-ignore

type Raw = Readonly<Record<string, unknown>>;

/** What somebody wrote; null for what nobody writes to us: our own, statuses, broadcasts, channels, service messages. */
export function receivedOf(message: Message): Received | null {
  const raw = message.rawData as Raw;
  const chat = idOf(message.from);
  const viewOnce = raw['isViewOnce'] === true || isViewOnceElsewhere(raw);
  const isWritten = viewOnce || writtenTypes.has(message.type);
  if (message.fromMe || message.isStatus || message.broadcast || !isWritten) return null;
  const isGroup = chat.endsWith('@g.us');
  if (!isGroup && !/@(?:c\.us|lid)$/.test(chat)) return null;
  return {
    id: message.id._serialized,
    chat,
    isGroup,
    author: isGroup ? idOf(message.author) : chat,
    at: message.timestamp,
    type: message.type,
    text: textOf(raw),
    forwarded: message.isForwarded || message.forwardingScore > 0,
    viewOnce,
    size: typeof raw['size'] === 'number' ? raw['size'] : null,
    cards: cardsOf(raw),
    mentioned: listOf(raw['mentionedJidList']).map(idOf),
    quoted: quotedOf(raw, chat),
  };
}

/** A photo or voice that opens once, and on phones alone: a linked device learns only that it was sent. */
function isViewOnceElsewhere({ type, subtype }: Raw): boolean {
  return type === 'ciphertext' && typeof subtype === 'string' && subtype.startsWith('view_once');
}

/** The key of the message that was deleted, whichever of the two the library tells of. */
export function deletedId(message: Message): string {
  const key = (message as { protocolMessageKey?: unknown }).protocolMessageKey;
  return key === undefined ? message.id._serialized : idOf(key);
}

function quotedOf(raw: Raw, chat: string): Quoted | null {
  const quoted = raw['quotedMsg'];
  if (!isRecord(quoted)) return null;
  const author = idOf(raw['quotedParticipant']);
  const key = `false_${chat}_${idOf(raw['quotedStanzaID'])}`;
  return {
    id: chat.endsWith('@g.us') ? `${key}_${author}` : key,
    author,
    type: typeof quoted['type'] === 'string' ? quoted['type'] : 'chat',
    text: textOf(quoted),
    cards: cardsOf(quoted),
  };
}

function textOf(raw: Raw): string {
  const { type, body, caption, filename, pollName } = raw;
  if (type === 'poll_creation') return typeof pollName === 'string' ? pollName : '';
  const text = typeof type === 'string' && attachmentTypes.has(type) ? caption : (caption ?? body);
  // the name of a file is no word of the person
  return typeof text === 'string' && text !== filename ? text.toWellFormed() : '';
}

function cardsOf(raw: Raw): string[] {
  if (raw['type'] === 'vcard') return [raw['body']].filter((card) => typeof card === 'string');
  if (raw['type'] !== 'multi_vcard') return [];
  return listOf(raw['vcardList'])
    .filter(isRecord)
    .flatMap(({ vcard }) => (typeof vcard === 'string' ? [vcard] : []));
}

/** WhatsApp Web gives an id as a text or as an object that holds it. */
function idOf(id: unknown): string {
  if (isRecord(id)) return idOf(id['_serialized']);
  return typeof id === 'string' ? id : '';
}
function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null;
}
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
