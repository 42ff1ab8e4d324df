import type { Conversation } from '../core/conversation.ts';

/**
 * What is remembered of each conversation. A key is a pseudonym (privacy/pseudonym.ts), never a channel's own id;
 * a value holds no text of a message.
 */
export type ConversationStore = {
  /** The conversation, or null when none is kept or what is kept can no longer be read. */
  get(id: string): Promise<Conversation | null>;
  /** Keeps the conversation as of a message that came at this time; kept once the promise is fulfilled. */
  set(id: string, conversation: Conversation, at: Date): Promise<void>;
  /** Leaves nothing of the conversation behind, its subscriptions and what it reported included. Rejects when that cannot be promised. */
  forget(id: string): Promise<void>;
  /** Forgets every conversation whose last message came before this time; how many there were. */
  forgetSilentSince(before: Date): Promise<number>;
  /** Closes the state that the store is part of. */
  close(): Promise<void>;
};
