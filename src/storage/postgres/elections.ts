import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Elections } from '../coordination.ts';
import { StorageError } from '../storage-error.ts';
import type { Lock, LockSession } from './lock-session.ts';

/** How often a worker that stands by looks whether the office is free, in milliseconds. */
const look = 1_000;

/** Offices by advisory locks: one that is held ends with its holder. */
export function electionsIn(session: LockSession): Elections {
  async function lockOf(key: bigint): Promise<Lock | null> {
    try {
      return await session.tryLock(key);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      return null; // the operator was told; it may be back at the next look
    }
  }
  return {
    async stand(office, signal) {
      const key = hash('sha256', `vigie office ${office}`, 'buffer').readBigInt64BE();
      for (;;) {
        signal.throwIfAborted();
        const lock = await lockOf(key);
        if (lock && signal.aborted) await lock.release();
        else if (lock) return { lost: lock.lost.then(() => undefined), resign: () => lock.release() };
        await pause(look, undefined, { signal });
      }
    },
  };
}
