import type { Pause } from '../channel.ts';
import type { TextContent } from './incoming.ts';

/** What is known of a chat while the process runs: ids of messages, and the text of a row of forwarded messages for some seconds. */
export type ChatMemory = {
  /** Our last message, which a choice made on it may replace. */
  lastShown?: number | undefined;
  /** Which message of ours answers which of the person's, and a fingerprint of what it answers. */
  readonly answers: Map<number, { readonly shown: number; readonly fingerprint: string }>;
  /** Forwarded messages judged a moment ago: those that still come are judged with them. */
  row?: Row | undefined;
};
export type Row = { readonly content: TextContent; readonly shown: number };

const mostChats = 10_000;
const mostAnswers = 20;

export type ChatMemories = {
  of(chat: number): ChatMemory;
  forget(chat: number): void;
};

export function createChatMemories(): ChatMemories {
  const chats = new Map<number, ChatMemory>();
  return {
    of(chat) {
      const memory: ChatMemory = chats.get(chat) ?? { answers: new Map() };
      chats.delete(chat);
      chats.set(chat, memory);
      const [oldest] = chats.keys();
      if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
      return memory;
    },
    forget(chat) {
      chats.delete(chat);
    },
  };
}

/** Notes which message of ours answers one of the person's; the oldest goes beyond some. */
export function noteAnswer(
  { answers }: ChatMemory,
  message: number,
  shown: number,
  fingerprint: string,
): void {
  answers.delete(message);
  answers.set(message, { shown, fingerprint });
  const [oldest] = answers.keys();
  if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
}

/** Forwarded messages that come so long after the last verdict still belong to it, in milliseconds. */
const rowLasts = 10_000;

/** Keeps what was just judged as long as more of it may come; then its text is dropped. */
export function holdRow(memory: ChatMemory, row: Row, pause: Pause, signal: AbortSignal): void {
  memory.row = row;
  const drop = () => {
    if (memory.row === row) memory.row = undefined;
  };
  pause(rowLasts, signal).then(drop, drop);
}
