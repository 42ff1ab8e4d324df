import whatsapp from 'whatsapp-web.js';
import type { Reply } from '../../core/reply.ts';
import type { Pause } from '../channel.ts';
import { documentFile } from '../document-file.ts';
import { whileTyping } from '../typing.ts';
import type { Requests, Piece } from './requests.ts';
import { noteSent, type ChatMemories } from './chat-memory.ts';
import { formatReply } from './format.ts';
import type { Pace } from './pace.ts';
import { SessionLostError, type WhatsappSession } from './session.ts';
import { typingSign } from './signs.ts';

/** Where an answer goes. */
export type Place = {
  readonly chat: string;
  /** The key of the message that is answered, when there is one: what we sent is looked for after it. */
  readonly question?: string | undefined;
  /** Whether the answer quotes it. */
  readonly quotes?: boolean | undefined;
  /** Whether the question may have been answered already, by a process that was killed before it noted that. */
  readonly inDoubt?: boolean | undefined;
  /** Asked before the last piece: whether the chat is then read to its end. */
  readonly isLast?: (() => boolean) | undefined;
};

export type SendingOptions = {
  readonly session: Pick<WhatsappSession, 'untilReady'>;
  readonly requests: Requests;
  readonly pace: Pace;
  readonly memories: ChatMemories;
  /** Said above the choices where it may not be clear how to choose. */
  readonly choosing: () => string;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  /** Told the code of what could not be sent; never a text or an id. */
  readonly onTrouble: (code: string) => void;
};

export type Sending = {
  /** Writes a reply in as many messages as it needs; false when WhatsApp refuses one. Rejects when the channel ends. */
  deliver(place: Place, reply: Reply<string>): Promise<boolean>;
};

/** A message that ends the session so often is given up: it may be what ends it. */
const mostLosses = 3;
/** Of a chat, so many of the last messages are looked through for what we sent. */
const lookedThrough = 60;

export function createSending(options: SendingOptions): Sending {
  const { session, requests, pace, memories, choosing, pause, signal, onTrouble } = options;

  async function send(place: Place, piece: Piece, first: boolean, seen: () => boolean): Promise<boolean> {
    const sign = typingSign(requests, place.chat);
    await whileTyping(sign, pause, () => pace.turn(signal));
    const quoted = first && place.quotes === true ? place.question : undefined;
    for (let losses = 0, inDoubt = place.inDoubt === true; ;) {
      try {
        if (inDoubt && (await hasArrived(place, piece))) {
          if (seen()) await requests.markSeen(place.chat).catch(() => undefined);
          return true;
        }
        const key = await requests.send(place.chat, piece, { quoted, seen: seen() });
        if (key === null) {
          onTrouble('whatsapp-send-refused');
          return false;
        }
        noteSent(memories.of(place.chat), key);
        return true;
      } catch (error) {
        if (!(error instanceof SessionLostError)) {
          onTrouble('whatsapp-send-failed'); // the error may name a number
          return false;
        }
        if (error.wasBegun) {
          inDoubt = true;
          losses++;
        }
        if (losses > mostLosses) {
          onTrouble('whatsapp-send-given-up');
          return false;
        }
        await session.untilReady();
      }
    }
  }

  /** Whether a piece stands in the chat after the question and is none that we know of. */
  async function hasArrived({ chat, question }: Place, piece: Piece): Promise<boolean> {
    const messages = await requests.messages(chat, lookedThrough);
    const asked = messages.findLastIndex(({ id }) => id._serialized === question);
    const { sent } = memories.of(chat);
    const found = messages
      .slice(asked + 1)
      .find(
        (message) =>
          message.fromMe &&
          message.ack !== whatsapp.MessageAck.ACK_ERROR &&
          !sent.has(message.id._serialized) &&
          (piece.kind === 'text'
            ? withoutHint(message.body) === withoutHint(piece.text)
            : (message.rawData as { filename?: unknown }).filename === piece.name),
      );
    if (found) noteSent(memories.of(chat), found.id._serialized);
    return found !== undefined;
  }

  /** Whether it is said how to choose depends on what this process has said before. */
  function withoutHint(text: string): string {
    return text.replace(`${choosing()}\n`, '').trim();
  }

  return {
    async deliver(place, { blocks, buttons, documents }) {
      const memory = memories.of(place.chat);
      // beside another numbered list, it is said again which numbers choose
      const isClear = memory.knowsChoosing && !blocks.some((block) => block.kind === 'list' && block.ordered);
      const texts = formatReply(blocks, buttons, isClear ? null : choosing());
      if (buttons.length > 0) memory.knowsChoosing = true;
      const pieces: Piece[] = [
        ...texts.map((text): Piece => ({ kind: 'text', text })),
        ...documents.map((document): Piece => ({ kind: 'file', ...documentFile(document) })),
      ];
      for (const [index, piece] of pieces.entries()) {
        const seen = () => index === pieces.length - 1 && place.isLast?.() === true;
        if (!(await send(place, piece, index === 0, seen))) return false;
      }
      return true;
    },
  };
}
