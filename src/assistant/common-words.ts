import { hash, randomBytes } from 'node:crypto';

export type CommonWords = {
  /** Notes the words of one message of a chat, given by its pseudonym. */
  note(chat: string, words: readonly string[]): void;
};

export type CommonWordsOptions = {
  readonly now: () => Date;
  /** Is told a word once enough chats have used it, and how many more have since the last time. */
  readonly onCommon: (word: string, chats: number) => void;
};

/** A word is said to nobody before so many chats have used it. */
export const leastChats = 5;
/** Within so many days. */
const window = 7 * 24 * 60 * 60 * 1000;
/** Uses of all words together, some 15 MB at most; the words used longest ago make room. */
const mostUses = 100_000;
/** A word in use by more is common beyond doubt. */
const mostChatsOfWord = 200;
/** New words that one chat may bring in a day: nobody pushes out the words of others. */
const mostWordsOfChat = 20;
const mostChats = 50_000;
const day = 24 * 60 * 60 * 1000;

type Use = { readonly at: number; counted: boolean };

/**
 * Finds the words that several chats use. Until then a word is a keyed hash in memory, and so is each chat, under
 * another hash for each word: with a key that is drawn here and kept nowhere, no list of them says who wrote what.
 */
export function createCommonWords({ now, onCommon }: CommonWordsOptions): CommonWords {
  const key = randomBytes(32).toString('base64url');
  const hashed = (...parts: readonly string[]) =>
    hash('sha256', [key, ...parts].join('\0'), 'base64url').slice(0, 16);
  const uses = new Map<string, Map<string, Use>>(); // the word used last is the last one
  let allUses = 0;
  let broughtToday = new Map<string, number>();
  let today = 0;

  /** Whether the chat may bring another new word today. */
  function mayBring(chat: string, at: number): boolean {
    if (Math.floor(at / day) !== today || broughtToday.size >= mostChats) broughtToday = new Map();
    today = Math.floor(at / day);
    const who = hashed('brings', chat);
    const brought = broughtToday.get(who) ?? 0;
    if (brought >= mostWordsOfChat) return false;
    broughtToday.set(who, brought + 1);
    return true;
  }

  function noteWord(chat: string, word: string, at: number): void {
    const id = hashed('word', word);
    const chats = uses.get(id) ?? new Map<string, Use>(); // the oldest use is the first one
    for (const [other, use] of chats) {
      if (at - use.at <= window) break;
      chats.delete(other);
      allUses--;
    }
    const who = hashed('chat', word, chat);
    if (chats.has(who) || chats.size >= mostChatsOfWord || !mayBring(chat, at)) return;
    chats.set(who, { at, counted: false });
    allUses++;
    uses.delete(id);
    uses.set(id, chats);
    for (const [other, { size }] of uses) {
      if (allUses <= mostUses) break;
      uses.delete(other);
      allUses -= size;
    }
    if (chats.size < leastChats) return;
    const fresh = [...chats.values()].filter(({ counted }) => !counted);
    for (const use of fresh) use.counted = true;
    onCommon(word, fresh.length);
  }

  return {
    note(chat, words) {
      const at = now().getTime();
      for (const word of words) noteWord(chat, word, at);
    },
  };
}
