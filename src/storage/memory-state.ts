import type { Conversation } from '../core/conversation.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ProcessedMessages } from './processed-messages.ts';
import { createMemoryCampaigns } from './memory-campaigns.ts';
import { createMemorySubscriptions } from './memory-subscriptions.ts';
import { createMemoryTallies } from './memory-tallies.ts';
import type { Settings } from './settings.ts';
import type { State } from './state.ts';

/** Conversations kept in memory; the one silent for longest is forgotten beyond this many. */
const maximumConversations = 10_000;
const maximumMessages = 10_000;

/** A state that ends with the process. */
export function createMemoryState(): State {
  const conversations = createMemoryConversationStore();
  const { forget, ...subscriptions } = createMemorySubscriptions();
  const { forget: forgetReporter, ...campaigns } = createMemoryCampaigns();
  return {
    conversations: {
      ...conversations,
      forget(id) {
        forget(id);
        forgetReporter(id);
        return conversations.forget(id);
      },
    },
    processed: createMemoryProcessedMessages(),
    settings: createMemorySettings(),
    subscriptions,
    campaigns,
    tallies: createMemoryTallies(),
    close: () => conversations.close(),
  };
}

export function createMemoryConversationStore(maximum: number = maximumConversations): ConversationStore {
  // a map keeps the order of insertion: the first is the one silent for longest
  const kept = new Map<string, { readonly conversation: Conversation; readonly at: number }>();
  return {
    get: (id) => Promise.resolve(kept.get(id)?.conversation ?? null),
    set(id, conversation, at) {
      kept.delete(id);
      kept.set(id, { conversation, at: at.getTime() });
      dropOldest(kept, maximum);
      return Promise.resolve();
    },
    forget(id) {
      kept.delete(id);
      return Promise.resolve();
    },
    forgetSilentSince: (before) => Promise.resolve(dropBefore(kept, ({ at }) => at < before.getTime())),
    close() {
      kept.clear();
      return Promise.resolve();
    },
  };
}

function createMemoryProcessedMessages(): ProcessedMessages {
  const seen = new Map<string, number>();
  return {
    has: (channel, messageKey) => Promise.resolve(seen.has(joined(channel, messageKey))),
    remember(channel, messageKey, at) {
      const key = joined(channel, messageKey);
      if (seen.has(key)) return Promise.resolve(false);
      seen.set(key, at.getTime());
      dropOldest(seen, maximumMessages);
      return Promise.resolve(true);
    },
    forgetBefore: (before) => Promise.resolve(dropBefore(seen, (at) => at < before.getTime())),
  };
}

function createMemorySettings(): Settings {
  const values = new Map<string, string>();
  return {
    get: (channel, name) => Promise.resolve(values.get(joined(channel, name)) ?? null),
    set(channel, name, value) {
      values.set(joined(channel, name), value);
      return Promise.resolve();
    },
    delete(channel, name) {
      values.delete(joined(channel, name));
      return Promise.resolve();
    },
  };
}

function joined(channel: string, name: string): string {
  return `${channel}\0${name}`;
}
function dropOldest(map: Map<string, unknown>, maximum: number): void {
  const [oldest] = map.keys();
  if (map.size > maximum && oldest !== undefined) map.delete(oldest);
}
function dropBefore<T>(map: Map<string, T>, isOld: (value: T) => boolean): number {
  const old = [...map].filter(([, value]) => isOld(value));
  for (const [key] of old) map.delete(key);
  return old.length;
}
