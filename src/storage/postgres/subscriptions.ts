import { isPseudonym } from '../../privacy/pseudonym.ts';
import type { AddressCipher } from '../address-cipher.ts';
import type { Subscription, Subscriptions } from '../subscriptions.ts';
import type { Database, Run, Statement } from './database.ts';

const day = 24 * 60 * 60 * 1000;
/** Subscriptions that one statement goes through: some tenths of a second. */
const rowsInOneGo = 10_000;

const statement = (name: string, text: string): Statement => ({ name: `subscriptions-${name}`, text });
const statements = {
  of: statement('of', 'SELECT subject, told FROM vigie.subscriptions WHERE id = $1 ORDER BY number'),
  keep: statement(
    'keep',
    'INSERT INTO vigie.subscribers (id, channel, address, at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, address = excluded.address, at = excluded.at',
  ),
  follow: statement(
    'follow',
    'INSERT INTO vigie.subscriptions (id, subject, told) VALUES ($1, $2, $3) ON CONFLICT (id, subject) DO NOTHING',
  ),
  unfollow: statement(
    'unfollow',
    'DELETE FROM vigie.subscriptions WHERE id = $1 AND subject = ANY ($2::text[])',
  ),
  endWithout: statement(
    'end-without',
    'DELETE FROM vigie.subscribers WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM vigie.subscriptions WHERE subscriptions.id = $1)',
  ),
  end: statement('end', 'DELETE FROM vigie.subscribers WHERE id = $1'),
  seen: statement('seen', 'UPDATE vigie.subscribers SET at = $2 WHERE id = $1 AND at < $3'),
  states: statement('states', 'SELECT DISTINCT subject, told FROM vigie.subscriptions'),
  renew: statement(
    'renew',
    'UPDATE vigie.subscriptions SET told = $3 WHERE number IN (SELECT number FROM vigie.subscriptions WHERE subject = $1 AND told = $2 LIMIT $4) RETURNING 1',
  ),
  last: statement('last', 'SELECT coalesce(max(number), 0) AS number FROM vigie.subscriptions'),
  queue: statement(
    'queue',
    'INSERT INTO vigie.alert_line (id, channel, due) SELECT id, channel, $3 FROM vigie.subscriptions JOIN vigie.subscribers USING (id) WHERE subject = $1 AND told = $2 AND subscriptions.number > $4 AND subscriptions.number <= $5 ORDER BY subscriptions.number ON CONFLICT (id) DO NOTHING',
  ),
  next: statement(
    'next',
    'SELECT id, address, tries FROM vigie.alert_line JOIN vigie.subscribers USING (id) WHERE alert_line.channel = $1 AND due <= $2 ORDER BY alert_line.number LIMIT 1',
  ),
  nextTime: statement('next-time', 'SELECT min(due) AS due FROM vigie.alert_line WHERE channel = $1'),
  told: statement('told', 'UPDATE vigie.subscriptions SET told = $3 WHERE id = $1 AND subject = $2'),
  leave: statement('leave', 'DELETE FROM vigie.alert_line WHERE id = $1'),
  putOff: statement('put-off', 'UPDATE vigie.alert_line SET due = $2, tries = tries + 1 WHERE id = $1'),
  endUnused: statement('end-unused', 'DELETE FROM vigie.subscribers WHERE at < $1 RETURNING 1'),
};

/** Takes a chat out of all that concerns alerts; its subscriptions and its place in the line go with it. */
export async function endSubscriber(run: Run, id: string): Promise<void> {
  await run(statements.end, [id]);
}

export function subscriptionsIn(database: Database, cipher: AddressCipher): Subscriptions {
  const followedBy = async (id: string): Promise<Subscription[]> =>
    (await database.run(statements.of, [id])).map(({ subject, told }) => ({
      subject: String(subject),
      told: String(told),
    }));
  return {
    of: async (id) => (await followedBy(id)).map(({ subject }) => subject),
    async add(id, address, subscriptions, at) {
      if (!isPseudonym(id)) throw new TypeError('a subscriber is kept under its pseudonym alone');
      if (subscriptions.length === 0) return;
      const sealed = cipher.seal(id, address.id);
      await database.whole(async (run) => {
        await run(statements.keep, [id, address.channel, sealed, at.getTime()]);
        for (const { subject, told } of subscriptions) await run(statements.follow, [id, subject, told]);
      });
    },
    remove: (id, subjects) =>
      database.whole(async (run) => {
        await run(statements.unfollow, [id, subjects]);
        await run(statements.endWithout, [id]);
      }),
    async seen(id, at) {
      await database.run(statements.seen, [id, at.getTime(), at.getTime() - day]);
    },
    states: async () =>
      (await database.runLong(statements.states)).map(({ subject, told }) => ({
        subject: String(subject),
        told: String(told),
      })),
    async renew({ subject, told }, next) {
      if (told === next) return;
      let renewed;
      do renewed = await database.runLong(statements.renew, [subject, told, next, rowsInOneGo]);
      while (renewed.length === rowsInOneGo);
    },
    async queue({ subject, told }, at) {
      const [row] = await database.run(statements.last);
      const last = Number(row?.['number']);
      for (let number = 0; number < last; number += rowsInOneGo)
        await database.runLong(statements.queue, [subject, told, at.getTime(), number, number + rowsInOneGo]);
    },
    async next(channel, at) {
      for (;;) {
        const [row] = await database.run(statements.next, [channel, at.getTime()]);
        if (!row) return null;
        const id = String(row['id']);
        const address = row['address'] instanceof Uint8Array ? cipher.open(id, row['address']) : null;
        if (address !== null)
          return { id, address, subscriptions: await followedBy(id), tries: Number(row['tries']) };
        await endSubscriber(database.run, id); // cannot be written to any more
      }
    },
    async nextTime(channel) {
      const [row] = await database.run(statements.nextTime, [channel]);
      return row?.['due'] === null || row?.['due'] === undefined ? null : new Date(Number(row['due']));
    },
    told: (id, subscriptions) =>
      database.whole(async (run) => {
        for (const { subject, told } of subscriptions) await run(statements.told, [id, subject, told]);
        await run(statements.leave, [id]);
      }),
    async putOff(id, until) {
      await database.run(statements.putOff, [id, until.getTime()]);
    },
    endUnusedSince: async (before) =>
      (await database.runLong(statements.endUnused, [before.getTime()])).length,
  };
}
