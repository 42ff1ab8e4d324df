import type { Pseudonym } from '../../privacy/pseudonym.ts';
import type { ProcessedMessages } from '../processed-messages.ts';
import type { Database, Statement } from './database.ts';

const statement = (name: string, text: string): Statement => ({ name: `processed-${name}`, text });
const has = statement('has', 'SELECT 1 FROM vigie.processed_messages WHERE key = $1');
const remember = statement(
  'remember',
  'INSERT INTO vigie.processed_messages (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING 1',
);
const forget = statement(
  'forget',
  'DELETE FROM vigie.processed_messages WHERE key IN (SELECT key FROM vigie.processed_messages WHERE at < $1 LIMIT $2) RETURNING 1',
);
/** Half of the hash is plenty to tell messages apart. */
const keyBytes = 16;
const rowsInOneGo = 10_000;

export function processedIn(database: Database, pseudonym: Pseudonym): ProcessedMessages {
  const keyOf = (channel: string, messageKey: string) =>
    Buffer.from(pseudonym(channel, messageKey), 'base64url').subarray(0, keyBytes);
  return {
    has: async (channel, messageKey) => (await database.run(has, [keyOf(channel, messageKey)])).length > 0,
    remember: async (channel, messageKey, at) =>
      (await database.run(remember, [keyOf(channel, messageKey), at.getTime()])).length > 0,
    async forgetBefore(before) {
      let forgotten = 0;
      for (;;) {
        const rows = await database.run(forget, [before.getTime(), rowsInOneGo]);
        forgotten += rows.length;
        if (rows.length < rowsInOneGo) return forgotten;
      }
    },
  };
}
