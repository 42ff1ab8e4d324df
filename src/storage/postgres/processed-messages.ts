import { setTimeout as pause } from 'node:timers/promises';
import type { Pseudonym } from '../../privacy/pseudonym.ts';
import type { ProcessedMessages } from '../processed-messages.ts';
import { DatabaseError } from './database-error.ts';
import type { Database, Statement } from './database.ts';

const statement = (name: string, text: string): Statement => ({ name: `processed-${name}`, text });
const has = statement('has', 'SELECT 1 FROM vigie.processed_messages WHERE key = $1');
const remember = statement(
  'remember',
  'INSERT INTO vigie.processed_messages (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING 1',
);
const forget = statement(
  'forget',
  'DELETE FROM vigie.processed_messages WHERE key IN (SELECT key FROM vigie.processed_messages WHERE at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1',
);
/** Half of the hash is plenty to tell messages apart. */
const keyBytes = 16;
const rowsInOneGo = 10_000;
const mostOwed = 10_000;
/** Between two tries to note what is owed, in milliseconds. */
const betweenTries = 1_000;

/**
 * A message that was answered just when the database went away is noted once it is back, and known here until then:
 * the channel may tell the messenger that it was dealt with, so that it does not come, and is not answered, again.
 */
export function processedIn(database: Database, pseudonym: Pseudonym): ProcessedMessages {
  const keyOf = (channel: string, messageKey: string) =>
    Buffer.from(pseudonym(channel, messageKey), 'base64url').subarray(0, keyBytes);
  const owed = new Map<string, number>();
  let paying: Promise<void> | null = null;

  async function pay(): Promise<void> {
    for (;;) {
      const [first] = owed;
      if (!first) return;
      try {
        await database.run(remember, [Buffer.from(first[0], 'hex'), first[1]]);
        owed.delete(first[0]);
      } catch (error) {
        if (!(error instanceof DatabaseError)) return; // closed
        await pause(betweenTries, undefined, { ref: false });
      }
    }
  }

  return {
    async has(channel, messageKey) {
      const key = keyOf(channel, messageKey);
      return owed.has(key.toString('hex')) || (await database.run(has, [key])).length > 0;
    },
    async remember(channel, messageKey, at) {
      const key = keyOf(channel, messageKey);
      const known = owed.has(key.toString('hex'));
      try {
        return (await database.run(remember, [key, at.getTime()])).length > 0 && !known;
      } catch (error) {
        if (!(error instanceof DatabaseError && error.passing) || owed.size >= mostOwed) throw error;
        owed.set(key.toString('hex'), at.getTime());
        paying ??= pay().finally(() => {
          paying = null;
        });
        return !known;
      }
    },
    async forgetBefore(before) {
      let forgotten = 0;
      for (;;) {
        const rows = await database.runLong(forget, [before.getTime(), rowsInOneGo]);
        forgotten += rows.length;
        if (rows.length < rowsInOneGo) return forgotten;
      }
    },
  };
}
