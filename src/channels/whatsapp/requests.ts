import whatsapp, { type Chat, type Client, type Message, type MessageSendOptions } from 'whatsapp-web.js';
import type { FileReference } from './incoming.ts';
import { tookTooLong, withLimit } from './limits.ts';
import type { WhatsappSession } from './session.ts';

/** What is written in one message. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
export type SendOptions = {
  /** The key of the message that the answer is about. */
  readonly quoted: string | undefined;
  /** Marks the chat as read. */
  readonly seen: boolean;
};
export type ChatState = {
  readonly id: string;
  readonly unread: number;
  /** Put away and silenced by the operator. */
  readonly isPutAway: boolean;
  /** Of the last message that came, when it is known. */
  readonly last: Message | undefined;
};

/** What is asked of WhatsApp. Each rejects with a SessionLostError as `WhatsappSession.call` does. */
export type Requests = {
  /** The key of what was sent; null when WhatsApp refuses it or knows no such chat. Fulfilled when WhatsApp's servers have it. */
  send(chat: string, piece: Piece, options: SendOptions): Promise<string | null>;
  showTyping(chat: string): Promise<unknown>;
  /** An empty text takes the reaction away. */
  react(key: string, reaction: string): Promise<void>;
  markSeen(chat: string): Promise<unknown>;
  chats(): Promise<ChatState[]>;
  /** The last messages of a chat, the oldest first. */
  messages(chat: string, most: number): Promise<Message[]>;
  /** Rejects with the code `too-large` above 20 MB, with another when it cannot be had. */
  download(file: FileReference): Promise<Uint8Array>;
  /** Our own ids. */
  ownIds(): Promise<string[]>;
  /** The id with the phone number, when WhatsApp knows it. */
  phoneId(id: string): Promise<string | null>;
};

/** In bytes; the reader refuses less by itself, and more would only fill the memory. */
const largestFile = 20 * 1024 * 1024;
class FileError extends Error {
  readonly code: 'too-large' | 'not-loaded';
  constructor(code: FileError['code']) {
    super(`a file of WhatsApp cannot be had: ${code}`);
    this.code = code;
  }
}

/** How long these may take, in milliseconds: beyond, the page is taken for dead. Others have the session's own limit. */
const limits = { file: 60_000, messages: 30_000, download: 45_000, allChats: 60_000 };

export function createRequests({ call }: Pick<WhatsappSession, 'call'>): Requests {
  return {
    send: (chat, piece, { quoted, seen }) =>
      call(
        async (client) => {
          const options: MessageSendOptions = {
            linkPreview: false,
            parseVCards: false,
            sendSeen: seen,
            waitUntilMsgSent: true,
            ...(quoted === undefined ? {} : { quotedMessageId: quoted }),
            ...(piece.kind === 'file' ? { sendMediaAsDocument: true } : {}),
          };
          const content = piece.kind === 'text' ? piece.text : media(piece);
          // undefined, whatever the library's types say, when the chat is not found
          const sent = (await client.sendMessage(chat, content, options)) as Message | null | undefined;
          return sent && sent.ack !== whatsapp.MessageAck.ACK_ERROR ? sent.id._serialized : null;
        },
        piece.kind === 'file' ? limits.file : undefined,
      ),
    showTyping: (chat) => call((client) => chatOf(client, chat).sendStateTyping()),
    react: (key, reaction) => call((client) => client.sendReaction(key, reaction)),
    markSeen: (chat) => call((client) => client.sendSeen(chat)),
    chats: () =>
      call(async (client) => {
        const chats = await client.getChats();
        return chats.map(({ id, unreadCount, archived, isMuted, lastMessage }) => ({
          id: id._serialized,
          unread: unreadCount,
          isPutAway: archived && isMuted,
          last: lastMessage,
        }));
      }, limits.allChats),
    messages: (chat, most) =>
      call(async (client) => {
        const messages = await chatOf(client, chat).fetchMessages({ limit: most });
        // the library turns around those of the same second
        const order: unknown = await client.pupPage?.evaluate(orderIn(chat));
        const places = new Map(Array.isArray(order) ? order.map((id, place) => [id, place]) : []);
        const place = ({ id }: Message) => places.get(id._serialized) ?? -1;
        return messages.toSorted((one, other) => place(one) - place(other));
      }, limits.messages),
    async download({ message, bytes }) {
      if (bytes !== null && bytes > largestFile) throw new FileError('too-large');
      return call(async (client) => {
        // one file that never comes says nothing of the page
        const media = await withLimit(contentOf(client, message), limits.download).catch((error: unknown) => {
          if (error !== tookTooLong) throw error;
          return null;
        });
        if (!media) throw new FileError('not-loaded');
        return media;
      }, limits.download + 5_000);
    },
    ownIds: () =>
      call(async (client) => {
        const lid: unknown = await client.pupPage?.evaluate(ownLid);
        return [client.info.wid._serialized, lid].filter((id) => typeof id === 'string');
      }),
    phoneId: (id) =>
      call(async (client) => {
        const [known] = await client.getContactLidAndPhone([id]);
        return known?.pn ?? null;
      }),
  };
}

/** As the library asks the page when it sends; it tells nobody. */
const ownLid = `window.require('WAWebUserPrefsMeUser').getMaybeMeLidUser()?._serialized`;

/** The keys of the messages that the page has of a chat, the oldest first. */
const orderIn = (chat: string) =>
  `window.WWebJS.getChat(${JSON.stringify(chat)}, { getAsModel: false }).then(({ msgs }) => msgs.getModelsArray().map(({ id }) => id._serialized))`;

async function contentOf(client: Client, key: string): Promise<Uint8Array | null> {
  const message = (await client.getMessageById(key)) as Message | undefined; // undefined when the page does not know it
  const media = await message?.downloadMedia(); // undefined when WhatsApp does not have it any more
  return media ? Buffer.from(media.data, 'base64') : null;
}

function media({ name, mime, bytes }: Extract<Piece, { kind: 'file' }>) {
  return new whatsapp.MessageMedia(mime, Buffer.from(bytes).toString('base64'), name);
}

/** The library's chat without asking the page for its description, which for a group asks WhatsApp's servers. */
function chatOf(client: Client, id: string): Chat {
  return new LibraryChat(client, { id: { _serialized: id } });
}
const { Chat: LibraryChat } = whatsapp as unknown as {
  Chat: new (client: Client, data: { readonly id: { readonly _serialized: string } }) => Chat; // not among the library's types
};
