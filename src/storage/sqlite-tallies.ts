import type { DatabaseSync } from 'node:sqlite';
import { dateOf, dayOf } from './campaigns.ts';
import type { Tallies, Tally, TallyKind } from './tallies.ts';

export function prepareTallies(database: DatabaseSync) {
  return {
    add: database.prepare(
      'INSERT INTO tallies (day, kind, name, count) VALUES (?, ?, ?, ?) ON CONFLICT (day, kind, name) DO UPDATE SET count = count + excluded.count',
    ),
    since: prepareTalliesSince(database),
    forget: database.prepare('DELETE FROM tallies WHERE day < ?'),
  };
}
/** Reads only, so that it can be looked at beside a Vigie that runs. */
export function prepareTalliesSince(database: DatabaseSync) {
  return database.prepare(
    'SELECT day, kind, name, count FROM tallies WHERE day >= ? ORDER BY day, kind, name',
  );
}
export type TallyStatements = ReturnType<typeof prepareTallies>;
type Run = <T>(work: (statements: TallyStatements) => T) => T;

export function talliesIn(run: Run): Tallies {
  const promised = <T>(work: (statements: TallyStatements) => T): Promise<T> =>
    new Promise((fulfil) => {
      fulfil(run(work));
    });
  return {
    add: (kind, name, at, count = 1) =>
      promised(({ add }) => {
        add.run(dayOf(at), kind, name, count);
      }),
    since: (day) => promised((statements) => talliesSince(statements, day)),
    forgetBefore: (day) => promised(({ forget }) => Number(forget.run(dayOf(day)).changes)),
  };
}

/** Counts of the days since, oldest first. */
export function talliesSince({ since }: Pick<TallyStatements, 'since'>, day: Date): readonly Tally[] {
  return since.all(dayOf(day)).map((row) => ({
    day: dateOf(Number(row['day'])),
    kind: row['kind'] as TallyKind, // written by `add` alone
    name: String(row['name']),
    count: Number(row['count']),
  }));
}
