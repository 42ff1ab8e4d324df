import pg from 'pg';
import { toDatabaseError } from './database-error.ts';
import { connectionOptions, type Row } from './database.ts';

export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
export type LongConnection = { readonly query: Query; readonly close: () => Promise<void> };

/** A table of a million chats is copied in one statement or two: they take minutes, not seconds. */
const statementWithin = 10 * 60_000;

/**
 * One connection for work that takes its time, in one transaction. It is not taken for one of a worker.
 *
 * @throws {DatabaseError} naming DATABASE_URL, the fault and the mend
 */
export async function connectForLong(url: string): Promise<LongConnection> {
  const client = new pg.Client({
    ...connectionOptions(url),
    application_name: 'vigie-state',
    statement_timeout: statementWithin,
    query_timeout: statementWithin,
    idle_in_transaction_session_timeout: statementWithin,
  });
  client.on('error', () => undefined); // the next query says it
  try {
    await client.connect();
  } catch (error) {
    throw toDatabaseError(error, url);
  }
  return {
    async query(text, values = []) {
      try {
        return (await client.query<Row>({ text, values: [...values] })).rows;
      } catch (error) {
        throw toDatabaseError(error, url);
      }
    },
    close: () => client.end().catch(() => undefined), // a transaction that is not committed is undone
  };
}
