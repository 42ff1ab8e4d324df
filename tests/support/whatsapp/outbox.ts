import { messageKey, type StoredMessage } from './message.ts';
import type { Truth } from './truth.ts';

/**
 * What happens to a message that the channel sends. Before: nobody gets it, and no answer ever comes. After: the person
 * gets it, and no answer ever comes. Clock: it stands in the chat, but never leaves.
 */
export type Hang = 'before' | 'after' | 'clock';
/** Thrown: it is not even added. Refused: WhatsApp takes it for an error. */
export type Failure = 'thrown' | 'refused';
export type Typing = { readonly to: string; readonly state: 'composing' | 'recording' | 'paused' };

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
  /** Id of the message it quotes; "not found" when nobody has it. */
  readonly quoted: string | null;
  readonly mentions: readonly string[];
  /** A document, an image or the like. */
  readonly document: { readonly name: string; readonly mimetype: string; readonly content: Buffer } | null;
  readonly reaction: { readonly on: string; readonly text: string } | null;
};

/** What the page is to do with a message: wait for ever, throw, leave it with a clock, or show this acknowledgement. */
export type Outcome = {
  readonly outcome: 'hanging' | 'thrown' | 'clock' | 'sent';
  readonly ack: number;
};

/** What the channel sends, and what becomes of it. */
export class Outbox {
  readonly sent: Sent[] = [];
  readonly typing: Typing[] = [];
  /** Of the next messages, in order. */
  readonly fates: (Hang | Failure)[] = [];
  readonly #truth: Truth;
  constructor(truth: Truth) {
    this.#truth = truth;
  }

  send(message: StoredMessage): Outcome {
    if (this.#truth.find(message.id._serialized)) return { outcome: 'sent', ack: 1 }; // asked again
    const fate = this.fates.shift();
    if (fate === 'before') return { outcome: 'hanging', ack: 0 };
    if (fate === 'thrown' || fate === 'clock') return { outcome: fate, ack: 0 };
    if (fate === 'refused') return { outcome: 'sent', ack: -1 };
    const stored = { ...message, ack: 1, isNewMsg: false, id: messageKey(message.id) };
    this.#truth.add(stored);
    this.sent.push(this.#seen(stored));
    return { outcome: fate === 'after' ? 'hanging' : 'sent', ack: 1 };
  }
  react(on: string, text: string): void {
    const to = this.#truth.find(on)?.id.remote ?? '';
    const nothing = { body: '', caption: null, quoted: null, mentions: [], document: null };
    this.sent.push({ id: '', to, type: 'reaction', ...nothing, reaction: { on, text } });
  }

  #seen(message: StoredMessage): Sent {
    const { id, type, body = '', caption = null, directPath, mimetype = '', filename = '' } = message;
    const { mentionedJidList = [], quotedStanzaID } = message;
    const quoted = this.#truth.findByStanza(id.remote, quotedStanzaID)?.id._serialized ?? 'not found';
    const media = directPath === undefined ? undefined : this.#truth.media.get(directPath);
    return {
      id: id._serialized,
      to: id.remote,
      type,
      body: media ? '' : body,
      caption,
      quoted: quotedStanzaID === undefined ? null : quoted,
      mentions: mentionedJidList,
      document: media ? { name: filename, mimetype, content: media.content } : null,
      reaction: null,
    };
  }
}
