import { createMemoryState } from './memory-state.ts';
import type { State } from './state.ts';
import { StorageError } from './storage-error.ts';

/**
 * Goes on in memory while the state cannot be written or read (full disk, lost rights), so that every message is still
 * answered. Forgetting is the exception: it rejects when what is on the disk stays there.
 *
 * @param onProblem is told once when it begins, and once when the state is written again
 * @param onFailing the same, as true and false
 */
export function keepServing(
  state: State,
  onProblem: (sentence: string) => void,
  onFailing?: (failing: boolean) => void,
): State {
  const memory = createMemoryState();
  let failing = false;
  /** From the first failure on, what is in memory is newer than what is on the disk. */
  let memoryUsed = false;

  function failed(error: unknown): void {
    if (!(error instanceof StorageError)) throw error; // a fault of ours, not of the disk
    if (!failing) {
      onProblem(`${error.message}. Until then, chats are remembered in memory alone.`);
      onFailing?.(true);
    }
    failing = true;
    memoryUsed = true;
  }
  async function write<T>(toState: () => Promise<T>, toMemory: () => Promise<T>): Promise<T> {
    try {
      const result = await toState();
      if (failing) {
        onProblem('The state is written again.');
        onFailing?.(false);
      }
      failing = false;
      return result;
    } catch (error) {
      failed(error);
      return toMemory();
    }
  }
  async function read<T>(fromState: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await fromState();
    } catch (error) {
      failed(error);
      return otherwise;
    }
  }

  return {
    conversations: {
      async get(id) {
        const newer = memoryUsed ? await memory.conversations.get(id) : null;
        return newer ?? read(() => state.conversations.get(id), null);
      },
      async set(id, conversation, at) {
        if (memoryUsed) await memory.conversations.forget(id);
        await write(
          () => state.conversations.set(id, conversation, at),
          () => memory.conversations.set(id, conversation, at),
        );
      },
      async forget(id) {
        if (memoryUsed) await memory.conversations.forget(id);
        await write(
          () => state.conversations.forget(id),
          () => Promise.reject(new StorageError('a conversation cannot be forgotten')),
        );
      },
      async forgetSilentSince(before) {
        const inMemory = await memory.conversations.forgetSilentSince(before);
        return inMemory + (await state.conversations.forgetSilentSince(before));
      },
      close: () => state.close(),
    },
    processed: {
      async has(channel, messageKey) {
        if (memoryUsed && (await memory.processed.has(channel, messageKey))) return true;
        return read(() => state.processed.has(channel, messageKey), false);
      },
      async remember(channel, messageKey, at) {
        if (memoryUsed && (await memory.processed.has(channel, messageKey))) return false;
        return write(
          () => state.processed.remember(channel, messageKey, at),
          () => memory.processed.remember(channel, messageKey, at),
        );
      },
      async forgetBefore(before) {
        const inMemory = await memory.processed.forgetBefore(before);
        return inMemory + (await state.processed.forgetBefore(before));
      },
    },
    settings: {
      async get(channel, name) {
        const newer = memoryUsed ? await memory.settings.get(channel, name) : null;
        return newer ?? read(() => state.settings.get(channel, name), null);
      },
      async set(channel, name, value) {
        if (memoryUsed) await memory.settings.delete(channel, name);
        await write(
          () => state.settings.set(channel, name, value),
          () => memory.settings.set(channel, name, value),
        );
      },
      async delete(channel, name) {
        if (memoryUsed) await memory.settings.delete(channel, name);
        await write(
          () => state.settings.delete(channel, name),
          () => Promise.reject(new StorageError('a setting cannot be removed')),
        );
      },
    },
    // what cannot be kept is not promised: whoever subscribes or stops is told that it failed
    subscriptions: { ...state.subscriptions, of: (id) => read(() => state.subscriptions.of(id), []) },
    campaigns: {
      ...state.campaigns,
      report: (chat, message, at) =>
        read(() => state.campaigns.report(chat, message, at), { others: 0, since: at }),
    },
    // a count that cannot be written is worth no trouble
    tallies: { ...state.tallies, add: (...tally) => read(() => state.tallies.add(...tally), undefined) },
    close: () => state.close(),
  };
}
