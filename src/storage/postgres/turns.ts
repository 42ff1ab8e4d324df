import { setTimeout as pause } from 'node:timers/promises';
import type { ChatTurns } from '../coordination.ts';
import { StorageError } from '../storage-error.ts';
import type { Lock, LockSession } from './lock-session.ts';

/** Another worker has a chat only when Telegram brought the same message twice: looking again now and then is enough. */
const firstLook = 10;
const longestLook = 250;
/** Longer than an answer takes; the message is refused then, and comes again. In milliseconds. */
const patience = 30_000;

/** The lock of a chat: the first 64 bits of its pseudonym, which is random. */
function keyOf(id: string): bigint {
  return Buffer.from(id, 'base64url').readBigInt64BE();
}

/** Turns by advisory locks; inside a worker, one waits for the other in the order of the calls. */
export function turnsIn(session: LockSession): ChatTurns {
  const lines = new Map<string, Promise<unknown>>();

  async function lockOf(id: string): Promise<Lock> {
    const until = performance.now() + patience;
    for (let look = firstLook; ; look = Math.min(look * 2, longestLook)) {
      const lock = await session.tryLock(keyOf(id));
      if (lock) return lock;
      if (performance.now() > until) throw new StorageError('another worker holds a chat for too long');
      await pause(look);
    }
  }

  return {
    async take(id) {
      const before = lines.get(id);
      const { promise: given, resolve: give } = Promise.withResolvers<undefined>();
      lines.set(id, given);
      const leave = () => {
        if (lines.get(id) === given) lines.delete(id);
        give(undefined);
      };
      await before;
      try {
        const lock = await lockOf(id);
        let held = true;
        return async () => {
          if (!held) return;
          held = false;
          await lock.release();
          leave();
        };
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}
