import { dateOf, dayOf } from '../campaigns.ts';
import type { Tallies, Tally, TallyKind } from '../tallies.ts';
import type { Database, Row, Statement } from './database.ts';

const statement = (name: string, text: string): Statement => ({ name: `tallies-${name}`, text });
const add = statement(
  'add',
  'INSERT INTO vigie.tallies (day, kind, name, count) VALUES ($1, $2, $3, $4) ON CONFLICT (day, kind, name) DO UPDATE SET count = tallies.count + excluded.count',
);
const since = statement(
  'since',
  'SELECT day, kind, name, count FROM vigie.tallies WHERE day >= $1 ORDER BY day, kind, name',
);
const forget = statement('forget', 'DELETE FROM vigie.tallies WHERE day < $1 RETURNING 1');

export function talliesIn(database: Database): Tallies {
  return {
    async add(kind, name, at, count = 1) {
      await database.run(add, [dayOf(at), kind, name, count]);
    },
    since: async (day) => (await database.runLong(since, [dayOf(day)])).map(tallyOf),
    forgetBefore: async (day) => (await database.runLong(forget, [dayOf(day)])).length,
  };
}

export function tallyOf(row: Row): Tally {
  return {
    day: dateOf(Number(row['day'])),
    kind: row['kind'] as TallyKind, // written by `add` alone
    name: String(row['name']),
    count: Number(row['count']),
  };
}
