import pg from 'pg';
import { connectionOptions } from './database.ts';
import { toDatabaseError } from './database-error.ts';

/** A lock that a worker holds by its connection: it ends with the connection, so with a worker that dies. */
export type Lock = {
  /** Fulfilled when the connection, and the lock with it, was lost. */
  readonly lost: Promise<void>;
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

type Session = { readonly client: pg.Client; readonly lost: Promise<void>; readonly end: () => void };

const heartbeat = 5_000;
const answerWithin = 5_000;
const lock = { name: 'try-lock', text: 'SELECT pg_try_advisory_lock($1::bigint) AS held' };
const unlock = { name: 'unlock', text: 'SELECT pg_advisory_unlock($1::bigint)' };

/** Connects when first asked, and again after the connection was lost. */
export function createLockSession(url: string): LockSession {
  let current: Promise<Session> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<Session> {
    const { promise: lost, resolve } = Promise.withResolvers<undefined>();
    const client = new pg.Client({
      ...connectionOptions(url),
      query_timeout: answerWithin,
      pipeline: true, // locks of many chats do not wait for each other's answers
    });
    const ended = () => {
      clearInterval(timer);
      current = null;
      resolve(undefined);
      client.end().catch(() => undefined); // it is gone already
    };
    client.on('error', ended);
    client.on('end', ended);
    await client.connect();
    clearInterval(timer);
    // a connection that says nothing any more is noticed before the server gives its locks to another worker
    timer = setInterval(() => {
      client.query('SELECT 1').catch(ended);
    }, heartbeat).unref();
    return { client, lost, end: ended };
  }
  function session(): Promise<Session> {
    if (current) return current;
    const connecting = connect();
    current = connecting;
    connecting.catch(() => {
      if (current === connecting) current = null;
    });
    return connecting;
  }

  return {
    async tryLock(key) {
      try {
        const { client, lost, end } = await session();
        const { rows } = await client.query<{ held: boolean }>({ ...lock, values: [key] });
        if (rows[0]?.held !== true) return null;
        return {
          lost,
          async release() {
            // a lock that cannot be given back would keep the chat from everybody: the connection goes with it
            await client.query({ ...unlock, values: [key] }).catch(end);
          },
        };
      } catch (error) {
        throw toDatabaseError(error, url);
      }
    },
    async close() {
      clearInterval(timer);
      const open = await current?.catch(() => null);
      open?.end();
    },
  };
}
