import pg from 'pg';
import { createConnection } from './connection.ts';
import type { Patience } from './patience.ts';

/** A statement that the server prepares once a connection, by its name. */
export type Statement = {
  readonly name: string;
  readonly text: string;
  /** How long an answer is waited for, in milliseconds, when it may take longer than most. */
  readonly query_timeout?: number;
};
export type Row = Readonly<Record<string, unknown>>;
export type Run = (statement: Statement, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** The connections of one worker, and what is run on them. */
export type Database = {
  /** For what takes a moment: all of it goes through one connection, and nothing waits for the answer to another. */
  readonly run: Run;
  /** For what goes through many rows, and would hold the others up. */
  readonly runLong: Run;
  /** All of the work is written to the disk, or nothing of it. */
  whole<T>(work: (run: Run) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** For transactions and what takes longer; with the one for the rest and that of the locks, ten of a worker. */
const connections = 8;
const connectWithin = 5_000;
const statementWithin = 10_000;

/**
 * How every connection of ours is made: it is noticed within seconds that the other end is gone.
 *
 * @param more settings of the server for this connection
 */
export function connectionOptions(url: string, more: Readonly<Record<string, number>> = {}): pg.ClientConfig {
  const settings = {
    // what one statement writes survives a killed worker at once, and a crash of the database a second later
    synchronous_commit: 'off',
    // the server, too, notices that a worker is gone, and frees what it held
    tcp_keepalives_idle: 5,
    tcp_keepalives_interval: 2,
    tcp_keepalives_count: 3,
    ...more,
  };
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
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  };
}

/** Connects when first asked. What fails because the database is away is run again, so it must bear to be run twice. */
export function openDatabase(url: string, patience: Patience): Database {
  const pool = new pg.Pool({ ...connectionOptions(url), max: connections, idleTimeoutMillis: 30_000 });
  pool.on('error', () => undefined); // an idle connection was lost: the next query opens another
  pool.on('connect', (client) => {
    client.on('error', () => undefined); // one in use was lost: its query says so
  });
  const line = createConnection(connectionOptions(url));
  let closed = false;

  return {
    run: (statement, values = []) =>
      patience.run(async () => rowsOf((await line.session()).client, statement, values)),
    runLong: (statement, values = []) => patience.run(() => rowsOf(pool, statement, values)),
    whole: (work) =>
      patience.run(async () => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          await client.query('BEGIN; SET LOCAL synchronous_commit = on');
          const result = await work((statement, values = []) => rowsOf(client, statement, values));
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
      await Promise.all([line.close(), pool.end()]);
    },
  };
}

async function rowsOf(
  connection: pg.Pool | pg.ClientBase,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await connection.query<Row>({ ...statement, values: [...values] });
  return rows;
}
