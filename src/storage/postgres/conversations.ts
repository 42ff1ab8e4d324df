import { isPseudonym } from '../../privacy/pseudonym.ts';
import { dayOf } from '../campaigns.ts';
import { decodeConversation, encodeConversation } from '../conversation-codec.ts';
import type { ConversationStore } from '../conversation-store.ts';
import { forgetReporter } from './campaigns.ts';
import type { Database, Statement } from './database.ts';
import { removeReplaced } from './replaced.ts';
import { endSubscriber } from './subscriptions.ts';
import type { ReporterHash } from '../reporter-hash.ts';

const statement = (name: string, text: string): Statement => ({ name: `conversations-${name}`, text });
const get = statement('get', 'SELECT value FROM vigie.conversations WHERE id = $1');
// the day stands beside the time so that a turn touches no index but once a day
const set = statement(
  'set',
  'INSERT INTO vigie.conversations (id, value, at, day) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET value = excluded.value, at = excluded.at, day = excluded.day',
);
const forget = statement('forget', 'DELETE FROM vigie.conversations WHERE id = $1');
const forgetSilent = statement(
  'forget-silent',
  'DELETE FROM vigie.conversations WHERE id IN (SELECT id FROM vigie.conversations WHERE day <= $1 AND at < $2 LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING 1',
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
      await database.run(set, [id, encodeConversation(conversation), at.getTime(), dayOf(at)]);
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
        const rows = await database.runLong(forgetSilent, [dayOf(before), before.getTime(), rowsInOneGo]);
        forgotten += rows.length;
        if (rows.length < rowsInOneGo) break;
      }
      await removeReplaced(database, before);
      return forgotten;
    },
  };
}
