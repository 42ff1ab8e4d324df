import type { DatabaseSync } from 'node:sqlite';
import { isPseudonym } from '../privacy/pseudonym.ts';
import type { AddressCipher } from './address-cipher.ts';
import type { Subscriptions } from './subscriptions.ts';
import { whole } from './whole.ts';

const day = 24 * 60 * 60 * 1000;
/** Subscribers put into the line in one go: a few milliseconds. */
const rowsBetweenPauses = 1_000;

export function prepareSubscriptions(database: DatabaseSync) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    subjects: database.prepare('SELECT subject FROM subscriptions WHERE id = ? ORDER BY number'),
    followed: database.prepare('SELECT subject, told FROM subscriptions WHERE id = ? ORDER BY number'),
    keepSubscriber: database.prepare(
      'INSERT INTO subscribers (id, channel, address, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, address = excluded.address, at = excluded.at',
    ),
    follow: database.prepare(
      'INSERT INTO subscriptions (id, subject, told) VALUES (?, ?, ?) ON CONFLICT (id, subject) DO NOTHING',
    ),
    unfollow: database.prepare('DELETE FROM subscriptions WHERE id = ? AND subject = ?'),
    endSubscriber: database.prepare('DELETE FROM subscribers WHERE id = ?'),
    endSubscriptions: database.prepare('DELETE FROM subscriptions WHERE id = ?'),
    endWaiting: database.prepare('DELETE FROM alert_line WHERE id = ?'),
    seen: database.prepare('UPDATE subscribers SET at = ? WHERE id = ? AND at < ?'),
    states: database.prepare('SELECT DISTINCT subject, told FROM subscriptions'),
    renew: database.prepare('UPDATE subscriptions SET told = ? WHERE subject = ? AND told = ?'),
    lastSubscription: database.prepare('SELECT max(number) AS number FROM subscriptions'),
    queue: database.prepare(
      'INSERT INTO alert_line (id, channel, due, tries) SELECT id, channel, ?, 0 FROM subscriptions JOIN subscribers USING (id) WHERE subscriptions.number > ? AND subscriptions.number <= ? AND subject = ? AND told = ? ORDER BY subscriptions.number ON CONFLICT (id) DO NOTHING',
    ),
    next: database.prepare(
      'SELECT id, address, tries FROM alert_line JOIN subscribers USING (id) WHERE alert_line.channel = ? AND due <= ? ORDER BY alert_line.number LIMIT 1',
    ),
    nextTime: database.prepare('SELECT min(due) AS due FROM alert_line WHERE channel = ?'),
    told: database.prepare('UPDATE subscriptions SET told = ? WHERE id = ? AND subject = ?'),
    putOff: database.prepare('UPDATE alert_line SET due = ?, tries = tries + 1 WHERE id = ?'),
    unused: database.prepare('SELECT id FROM subscribers WHERE at < ?'),
    emptyLog: database.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
  };
}
export type SubscriptionStatements = ReturnType<typeof prepareSubscriptions>;
type Run = <T>(work: (statements: SubscriptionStatements) => T) => T;

/** Takes a chat out of all that concerns alerts; whether there was anything. */
export function endSubscriber(statements: SubscriptionStatements, id: string): boolean {
  return whole(statements, () => {
    statements.endWaiting.run(id);
    statements.endSubscriptions.run(id);
    return statements.endSubscriber.run(id).changes !== 0;
  });
}

export function subscriptionsIn(run: Run, cipher: AddressCipher): Subscriptions {
  const promised = <T>(work: (statements: SubscriptionStatements) => T): Promise<T> =>
    new Promise((fulfil) => {
      fulfil(run(work));
    });
  return {
    of: (id) => promised(({ subjects }) => subjects.all(id).map(({ subject }) => String(subject))),
    add: (id, address, subscriptions, at) =>
      promised((statements) => {
        if (!isPseudonym(id)) throw new TypeError('a subscriber is kept under its pseudonym alone');
        if (subscriptions.length === 0) return;
        const sealed = cipher.seal(id, address.id);
        whole(statements, () => {
          statements.keepSubscriber.run(id, address.channel, sealed, at.getTime());
          for (const { subject, told } of subscriptions) statements.follow.run(id, subject, told);
        });
      }),
    remove: (id, subjects) =>
      promised((statements) => {
        whole(statements, () => {
          for (const subject of subjects) statements.unfollow.run(id, subject);
        });
        if (statements.subjects.all(id).length > 0) return;
        if (endSubscriber(statements, id)) statements.emptyLog.get();
      }),
    seen: (id, at) =>
      promised(({ seen }) => {
        seen.run(at.getTime(), id, at.getTime() - day);
      }),
    states: () =>
      promised(({ states }) =>
        states.all().map(({ subject, told }) => ({ subject: String(subject), told: String(told) })),
      ),
    renew: ({ subject, told }, next) =>
      promised(({ renew }) => {
        renew.run(next, subject, told);
      }),
    async queue({ subject, told }, at) {
      const last = run(({ lastSubscription }) => Number(lastSubscription.get()?.['number'] ?? 0));
      for (let number = 0; number < last; number += rowsBetweenPauses) {
        run(({ queue }) => queue.run(at.getTime(), number, number + rowsBetweenPauses, subject, told));
        await new Promise((resume) => setImmediate(resume));
      }
    },
    next: (channel, at) =>
      promised((statements) => {
        for (;;) {
          const row = statements.next.get(channel, at.getTime());
          if (!row) return null;
          const id = String(row['id']);
          const address = row['address'] instanceof Uint8Array ? cipher.open(id, row['address']) : null;
          if (address === null) {
            endSubscriber(statements, id); // cannot be written to any more
            continue;
          }
          const subscriptions = statements.followed
            .all(id)
            .map(({ subject, told }) => ({ subject: String(subject), told: String(told) }));
          return { id, address, subscriptions, tries: Number(row['tries']) };
        }
      }),
    nextTime: (channel) =>
      promised(({ nextTime }) => {
        const due = nextTime.get(channel)?.['due'];
        return due === null || due === undefined ? null : new Date(Number(due));
      }),
    told: (id, subscriptions) =>
      promised((statements) => {
        whole(statements, () => {
          for (const { subject, told } of subscriptions) statements.told.run(told, id, subject);
          statements.endWaiting.run(id);
        });
      }),
    putOff: (id, until) =>
      promised(({ putOff }) => {
        putOff.run(until.getTime(), id);
      }),
    endUnusedSince: (before) =>
      promised((statements) => {
        const unused = statements.unused.all(before.getTime()).map(({ id }) => String(id));
        for (const id of unused) endSubscriber(statements, id);
        if (unused.length > 0) statements.emptyLog.get();
        return unused.length;
      }),
  };
}
