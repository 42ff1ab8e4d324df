import { hash } from 'node:crypto';

export type Automata = {
  /** Whether a message that just came is left unanswered: a machine seems to write it. */
  isOne(chat: string, text: string): boolean;
  /** Notes that the chat was just answered. */
  answered(chat: string): void;
};

/** Automatic answers are sentences; people choose with "1" or "oui" as often and as fast as they like. */
const sentenceLength = 20;
/** The same sentence is answered so many times in a row. */
const mostAlike = 3;
/** So many sentences in a row may come sooner after our answer than a person can read it. */
const mostPrompt = 6;
const promptly = 2000;
const silence = 3_600_000;
const mostChats = 10_000;

type Chat = { print: string; alike: number; answeredAt: number | null; prompt: number; silentUntil: number };

/**
 * Tells the automatic answers of businesses and other bots, so that two machines never talk to each other for ever. Keeps
 * no text, only a hash of the last one, and only while the process runs.
 *
 * @param now milliseconds
 */
export function createAutomata(now: () => number): Automata {
  const chats = new Map<string, Chat>();
  const of = (id: string): Chat => {
    const chat = chats.get(id) ?? { print: '', alike: 0, answeredAt: null, prompt: 0, silentUntil: 0 };
    chats.delete(id);
    chats.set(id, chat);
    const [oldest] = chats.keys();
    if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    return chat;
  };
  return {
    isOne(id, text) {
      const chat = of(id);
      const time = now();
      if (time < chat.silentUntil) return true;
      const sentence = text.trim().length >= sentenceLength;
      const print = hash('sha256', text, 'base64url');
      chat.alike = sentence && print === chat.print ? chat.alike + 1 : 1;
      chat.print = print;
      if (chat.answeredAt !== null || !sentence) {
        const prompt = sentence && chat.answeredAt !== null && time - chat.answeredAt < promptly;
        chat.prompt = prompt ? chat.prompt + 1 : 0;
        chat.answeredAt = null;
      }
      if (chat.prompt > mostPrompt) {
        chat.silentUntil = time + silence;
        chat.prompt = 0;
        return true;
      }
      return chat.alike > mostAlike;
    },
    answered(id) {
      of(id).answeredAt = now();
    },
  };
}
