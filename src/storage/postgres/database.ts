import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError, toDatabaseError } from './database-error.ts';

/** A statement that the server prepares once a connection, by its name. */
export type Statement = { readonly name: string; readonly text: string };
export type Row = Readonly<Record<string, unknown>>;
export type Run = (statement: Statement, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** The connections of one worker, and what is run on them. */
export type Database = {
  readonly run: Run;
  /** All of the work is written, or nothing of it. */
  whole<T>(work: (run: Run) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** More than the chats that are answered at the same time need, few enough for the 100 that a server takes. */
const connections = 16;
const connectWithin = 5_000;
const statementWithin = 10_000;
/** A restart of the database takes some seconds: what is asked meanwhile waits. In milliseconds. */
const patience = 15_000;
const firstDelay = 50;
const longestDelay = 1_000;

/** How every connection of ours is made: it is noticed within seconds that the other end is gone. */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'vigie',
    connectionTimeoutMillis: connectWithin,
    statement_timeout: statementWithin,
    query_timeout: statementWithin + connectWithin,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // a transaction left open by a worker that hangs holds nobody up for long
    idle_in_transaction_session_timeout: 30_000,
    // the server, too, notices within half a minute that a worker is gone, and frees what it held
    options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
  };
}

/**
 * Connects when first asked. What fails because the database is away is tried again for a quarter of a minute, so
 * statements must bear to be run twice.
 *
 * @throws {DatabaseError} naming DATABASE_URL, the fault and the mend; never the password
 */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ ...connectionOptions(url), max: connections, idleTimeoutMillis: 30_000 });
  pool.on('error', () => undefined); // an idle connection was lost: the next query opens another
  let closed = false;

  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + patience;
    for (let delay = firstDelay; ; delay = Math.min(delay * 2, longestDelay)) {
      try {
        return await work();
      } catch (error) {
        const fault = toDatabaseError(error, url);
        const again = fault instanceof DatabaseError && fault.passing && !closed && performance.now() < until;
        if (!again) throw fault;
        await pause(delay);
      }
    }
  }

  return {
    run: (statement, values = []) =>
      patiently(async () => (await pool.query({ ...statement, values: [...values] })).rows as Row[]),
    whole: (work) =>
      patiently(async () => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          await client.query('BEGIN');
          const result = await work(
            async (statement, values = []) =>
              (await client.query({ ...statement, values: [...values] })).rows as Row[],
          );
          await client.query('COMMIT');
          return result;
        } catch (error) {
          await client.query('ROLLBACK').catch((cause: unknown) => {
            broken = new Error('the connection is lost', { cause });
          });
          throw error;
        } finally {
          client.release(broken); // a broken one is not given to anybody again
        }
      }),
    async close() {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}
