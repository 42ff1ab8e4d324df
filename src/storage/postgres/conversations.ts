import { isPseudonym } from '../../privacy/pseudonym.ts';
import { decodeConversation, encodeConversation } from '../conversation-codec.ts';
import type { ConversationStore } from '../conversation-store.ts';
import { forgetReporter } from './campaigns.ts';
import type { Database, Statement } from './database.ts';
import { endSubscriber } from './subscriptions.ts';
import type { ReporterHash } from '../reporter-hash.ts';

const statement = (name: string, text: string): Statement => ({ name: `conversations-${name}`, text });
const get = statement('get', 'SELECT value FROM vigie.conversations WHERE id = $1');
const set = statement(
  'set',
  'INSERT INTO vigie.conversations (id, value, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET value = excluded.value, at = excluded.at',
);
const forget = statement('forget', 'DELETE FROM vigie.conversations WHERE id = $1');
const forgetSilent = statement(
  'forget-silent',
  'DELETE FROM vigie.conversations WHERE id IN (SELECT id FROM vigie.conversations WHERE at < $1 LIMIT $2) RETURNING 1',
);
/** Rows deleted in one transaction, so that none is long. */
const rowsInOneGo = 5_000;

export function conversationsIn(
  database: Database,
  { reporter, now }: { reporter: ReporterHash; now: () => Date },
): Omit<ConversationStore, 'close'> {
  return {
    async get(id) {
      const [row] = await database.run(get, [id]);
      return typeof row?.['value'] === 'string' ? decodeConversation(row['value']) : null;
    },
    async set(id, conversation, at) {
      if (!isPseudonym(id)) throw new TypeError('a conversation is kept under its pseudonym alone');
      await database.run(set, [id, encodeConversation(conversation), at.getTime()]);
    },
    forget: (id) =>
      database.whole(async (run) => {
        await endSubscriber(run, id);
        await forgetReporter(run, reporter, id, now());
        await run(forget, [id]);
      }),
    async forgetSilentSince(before) {
      let forgotten = 0;
      for (;;) {
        const rows = await database.run(forgetSilent, [before.getTime(), rowsInOneGo]);
        forgotten += rows.length;
        if (rows.length < rowsInOneGo) return forgotten;
      }
    },
  };
}
