import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createConnection } from './connection.ts';
import { connectionOptions } from './database.ts';
import type { Patience } from './patience.ts';

/** A lock that a worker holds by its connection: it ends with the connection, so with a worker that dies. */
export type Lock = {
  /** Fulfilled when the connection, and the lock with it, was lost. */
  readonly lost: Promise<unknown>;
  release(): Promise<void>;
};

/** The one connection by which a worker holds all its locks. */
export type LockSession = {
  /**
   * Whoever asks again in the same worker is given the same lock again: it must take care of itself.
   *
   * @returns null when another worker holds the lock
   * @throws {DatabaseError} when the database cannot be reached
   */
  tryLock(key: bigint): Promise<Lock | null>;
  close(): Promise<void>;
};

/** A worker that hangs, or is cut off, says nothing for so long: the server ends it and frees what it held. */
const silentAtMost = 10_000;
/** Together less than that, so that a worker knows first. */
const heartbeat = 3_000;
const answerWithin = 4_000;
const alive = { name: 'alive', text: 'SELECT 1' };
const lock = { name: 'lock', text: 'SELECT pg_try_advisory_lock($1::bigint) AS held' };
const unlock = { name: 'unlock', text: 'SELECT pg_advisory_unlock($1::bigint)' };

export function createLockSession(url: string, patience: Patience): LockSession {
  const connection = createConnection(
    connectionOptions(url, { idle_session_timeout: silentAtMost }),
    saysNothing,
  );
  return {
    tryLock: (key) =>
      patience.run(async () => {
        const { client, lost, drop } = await connection.session();
        const { rows } = await client.query<{ held: boolean }>({ ...lock, values: [key] });
        if (rows[0]?.held !== true) return null;
        return {
          lost,
          async release() {
            // a lock that cannot be given back would keep the chat from everybody: the connection goes with it
            await client.query({ ...unlock, values: [key] }).catch(drop);
          },
        };
      }),
    close: () => connection.close(),
  };
}

/** Fulfilled when the connection says nothing any more, or was given up. */
async function saysNothing(client: pg.Client, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      await pause(heartbeat, undefined, { signal, ref: false });
      const heard = { answer: false };
      const answer = client.query(alive).then(() => {
        heard.answer = true;
      });
      await Promise.race([answer, pause(answerWithin, undefined, { signal, ref: false })]);
      await nextTurn(); // a worker that was busy all the time has not read the answer yet
      await nextTurn();
      if (!heard.answer) return;
    }
  } catch {
    // given up, or the query failed with the connection
  }
}
