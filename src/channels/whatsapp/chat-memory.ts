import type { Pause } from '../channel.ts';
import type { TextContent } from './incoming.ts';

/** What is known of a chat while the process runs: keys and hashes, and the text of a row of forwarded messages for some seconds. */
export type ChatMemory = {
  /** A hash of each message answered last, by its key: an edit that changes nothing is no question. */
  readonly answered: Map<string, string>;
  /** The keys of what we sent last. */
  readonly sent: Set<string>;
  /** Forwarded messages judged a moment ago: those that still come are judged with them. */
  row?: Row | undefined;
  /** Whether the chat was told how to choose. */
  knowsChoosing: boolean;
};
export type Row = { readonly content: TextContent; readonly keys: readonly string[] };

export type ChatMemories = {
  of(chat: string): ChatMemory;
  forget(chat: string): void;
};

const mostChats = 10_000;
const mostKeys = 30;
/** Forwarded messages that come so long after the last verdict still belong to it, in milliseconds. */
const rowLasts = 10_000;

export function createChatMemories(): ChatMemories {
  const chats = new Map<string, ChatMemory>();
  return {
    of(chat) {
      const memory = chats.get(chat) ?? { answered: new Map(), sent: new Set(), knowsChoosing: false };
      chats.delete(chat);
      chats.set(chat, memory);
      dropOldest(chats, mostChats);
      return memory;
    },
    forget(chat) {
      chats.delete(chat);
    },
  };
}

export function noteAnswered({ answered }: ChatMemory, key: string, print: string): void {
  answered.delete(key);
  answered.set(key, print);
  dropOldest(answered, mostKeys);
}
export function noteSent({ sent }: ChatMemory, key: string): void {
  sent.add(key);
  dropOldest(sent, mostKeys);
}

/** Keeps what was just judged as long as more of it may come; then its text is dropped. */
export function holdRow(memory: ChatMemory, row: Row, pause: Pause, signal: AbortSignal): void {
  memory.row = row;
  const drop = () => {
    if (memory.row === row) memory.row = undefined;
  };
  pause(rowLasts, signal).then(drop, drop);
}

function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
