import type { Conversation } from '../core/conversation.ts';
import type { ConversationStore } from './conversation-store.ts';

/** Conversations kept at hand: those of the chats that write just now. */
const mostAtHand = 2_000;

/** Spares reading what this process wrote a moment ago. For a store that no other process writes to. */
export function cachedConversations(store: ConversationStore): ConversationStore {
  // a map keeps the order of insertion: the first is the one silent for longest
  const atHand = new Map<string, Conversation>();
  return {
    ...store,
    async get(id) {
      return atHand.get(id) ?? store.get(id);
    },
    async set(id, conversation, at) {
      atHand.delete(id); // should the write fail, what the store still has is what counts
      await store.set(id, conversation, at);
      atHand.set(id, conversation);
      const [oldest] = atHand.keys();
      if (atHand.size > mostAtHand && oldest !== undefined) atHand.delete(oldest);
    },
    async forget(id) {
      atHand.delete(id);
      await store.forget(id);
    },
    async forgetSilentSince(before) {
      atHand.clear();
      return store.forgetSilentSince(before);
    },
  };
}
