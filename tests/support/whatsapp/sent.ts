import type { StoredMessage } from './message.ts';
import type { Truth } from './truth.ts';

/** Something that the channel sent, as the person who gets it sees it. */
export type Sent = {
  /** Empty for a reaction. */
  readonly id: string;
  readonly to: string;
  /** WhatsApp's own word: chat, image, document, poll_creation...; or "reaction". */
  readonly type: string;
  /** Empty for what has a caption. */
  readonly body: string;
  readonly caption: string | null;
  /** Id of the message it quotes. */
  readonly quoted: string | null;
  readonly mentions: readonly string[];
  /** A document, an image or the like. */
  readonly document: { readonly name: string; readonly mimetype: string; readonly content: Buffer } | null;
  readonly reaction: { readonly on: string; readonly text: string } | null;
};

export function seenSent(message: StoredMessage, truth: Truth): Sent {
  const { id, type, body = '', caption = null, directPath, mimetype = '', filename = '' } = message;
  const quoted = truth.findByStanza(id.remote, message.quotedStanzaID);
  const media = directPath === undefined ? null : truth.media.get(directPath);
  return {
    id: id._serialized,
    to: id.remote,
    type,
    body: media ? '' : body,
    caption,
    quoted: message.quotedStanzaID === undefined ? null : (quoted?.id._serialized ?? 'not found'),
    mentions: message.mentionedJidList ?? [],
    document: media ? { name: filename, mimetype, content: media.content } : null,
    reaction: null,
  };
}
