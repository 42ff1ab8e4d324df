import type { StoredMessage } from './message.ts';

export type StoredChat = {
  readonly id: string;
  name: string;
  unread: number;
  readonly messages: StoredMessage[];
};
export type StoredContact = {
  readonly id: string;
  readonly pushname: string;
  readonly isBusiness: boolean;
  readonly isEnterprise: boolean;
  /** Of somebody who writes under another id than that of the number. */
  readonly phoneNumber?: string;
};

/** What WhatsApp's servers and the phone know, whatever becomes of the browser. */
export class Truth {
  readonly chats = new Map<string, StoredChat>();
  readonly contacts = new Map<string, StoredContact>();
  readonly media = new Map<string, Media>();
  readonly #byId = new Map<string, StoredMessage>();

  chat(id: string): StoredChat {
    const known = this.chats.get(id);
    if (known) return known;
    const chat: StoredChat = { id, name: id.replace(/@.*/, ''), unread: 0, messages: [] };
    this.chats.set(id, chat);
    return chat;
  }
  add(message: StoredMessage): void {
    this.chat(message.id.remote).messages.push(message);
    this.#byId.set(message.id._serialized, message);
  }
  find(id: string): StoredMessage | undefined {
    return this.#byId.get(id);
  }
  /** Gives a message another id: the old one is found no more. */
  rename(message: StoredMessage, id: StoredMessage['id']): void {
    this.#byId.delete(message.id._serialized);
    message.id = id;
    this.#byId.set(id._serialized, message);
  }
  /** By the part of the id that quotes carry. */
  findByStanza(chat: string, stanza: unknown): StoredMessage | undefined {
    return this.chats.get(chat)?.messages.findLast(({ id }) => id.id === stanza);
  }
  /** Keeps the content of a medium; gives its path. */
  store(media: Media): string {
    const path = `/media/${this.media.size + 1}`;
    this.media.set(path, media);
    return path;
  }
  /** What a page is told when it opens. Of the unread messages, those that it is told as new ones come apart. */
  snapshot(announcesMissed: boolean) {
    const chats = [...this.chats.values()].map(({ messages, ...chat }) => {
      const told = announcesMissed ? chat.unread : 0;
      const missed = messages.slice(messages.length - told);
      const last = messages.at(-told - 1);
      return { missed, chat: { ...chat, t: messages.at(-1)?.t ?? 0, last } };
    });
    return {
      contacts: [...this.contacts.values()],
      chats: chats.map(({ chat }) => chat),
      missed: chats.flatMap(({ missed, chat }) =>
        missed.map((message) => ({ message, unread: chat.unread })),
      ),
    };
  }
  /** Those just before the message, the oldest first. */
  earlier(chat: string, before: string | null, count: number): StoredMessage[] {
    const messages = this.chats.get(chat)?.messages ?? [];
    const end = before === null ? messages.length : messages.findIndex(({ id }) => id._serialized === before);
    return messages.slice(Math.max(0, end - count), Math.max(0, end));
  }
}

/** What hangs on a message; lost media are gone from the servers, hanging ones never come. */
export type Media = { readonly content: Buffer; readonly state: 'there' | 'lost' | 'hanging' };
