import type { Message, MessageEntity } from 'grammy/types';
import type { FileReference } from './files.ts';

/** A text as the assistant takes it. */
export type TextContent = {
  readonly kind: 'text';
  readonly text: string;
  readonly forwarded: boolean;
  readonly linkTargets: readonly { readonly text: string; readonly target: string }[];
};
/** What cannot be read and gets a kind word of its own. */
export type Unread =
  'voice' | 'video' | 'sticker' | 'location' | 'poll' | 'own-contact' | 'own-message' | 'nothing' | 'other';

export type Content =
  | TextContent
  /** A picture or a document, to be fetched and read. */
  | { readonly kind: 'file'; readonly file: FileReference; readonly caption: TextContent | null }
  | { readonly kind: 'unread'; readonly what: Unread; readonly caption: TextContent | null }
  /** Nothing that somebody says: a pinned message, a new title, our own card sent into our own chat. */
  | { readonly kind: 'ignored' };

/** The fields of a message that hold something unread. The first one found counts: an animation is a document too. */
const fields: readonly (readonly [field: string, what: Unread])[] = [
  ['voice', 'voice'], ['audio', 'voice'], ['video', 'video'], ['video_note', 'video'], ['animation', 'video'],
  ['sticker', 'sticker'], ['venue', 'location'], ['location', 'location'], ['poll', 'poll'],
  ['dice', 'other'], ['game', 'other'], ['story', 'other'], ['paid_media', 'other'], ['checklist', 'other'], ['invoice', 'other'], ['giveaway', 'other'],
]; // prettier-ignore

/** What somebody sent. A forwarded message is to be judged, whether its origin is shown or hidden. */
export function contentOf(message: Message, botId: number): Content {
  if (message.via_bot?.id === botId) return { kind: 'ignored' };
  if (message.forward_origin?.type === 'user' && message.forward_origin.sender_user.id === botId)
    return { kind: 'unread', what: 'own-message', caption: null };
  if (message.text !== undefined) {
    const quoted = message.forward_origin ? null : quotedBy(message, botId);
    return quoted ? { ...quoted, text: `${message.text}\n\n${quoted.text}` } : textOf(message);
  }
  if (message.contact) return contactOf(message, message.contact);
  const caption = message.caption === undefined ? null : textOf(message);
  const found = fields.find(([field]) => field in message);
  const file = found ? null : fileOf(message);
  if (file) return { kind: 'file', file, caption };
  if (!found) return { kind: 'ignored' };
  return { kind: 'unread', what: found[1], caption };
}

/** A photo in its largest size, or a document. */
function fileOf({ photo, document }: Message): FileReference | null {
  const sent = photo?.at(-1) ?? document;
  return sent ? { id: sent.file_id, bytes: sent.file_size ?? null } : null;
}

/** The text or caption of a message with the links behind its words. */
export function textOf(message: Message): TextContent {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const forwarded = message.forward_origin !== undefined;
  return {
    kind: 'text',
    text,
    forwarded,
    linkTargets: [
      ...entities.flatMap((entity) => hiddenLink(text, entity)),
      ...(forwarded ? buttonLinks(message) : []),
    ],
  };
}
function hiddenLink(text: string, entity: MessageEntity): TextContent['linkTargets'] {
  if (entity.type !== 'text_link') return [];
  return [{ text: text.slice(entity.offset, entity.offset + entity.length), target: entity.url }];
}
/** A forwarded message of another bot keeps its buttons: they are links too. */
function buttonLinks(message: Message): TextContent['linkTargets'] {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.flatMap((button) => ('url' in button ? [{ text: button.text, target: button.url }] : []));
}

/** The forwarded or foreign text to which the person replies; what the bot itself or the person said is none. */
function quotedBy(message: Message, botId: number): TextContent | null {
  const replied = message.reply_to_message;
  if (replied && replied.from?.id !== botId && replied.forward_origin !== undefined)
    return { ...textOf(replied), forwarded: false };
  if (message.external_reply === undefined || message.quote === undefined) return null;
  return { kind: 'text', text: message.quote.text, forwarded: false, linkTargets: [] };
}

function contactOf(message: Message, contact: NonNullable<Message['contact']>): Content {
  if (contact.user_id !== undefined && contact.user_id === message.from?.id)
    return { kind: 'unread', what: 'own-contact', caption: null };
  const name = [contact.first_name, contact.last_name].filter((part) => part !== undefined).join(' ');
  return { kind: 'text', text: `${name}\n${contact.phone_number}`, forwarded: true, linkTargets: [] };
}
