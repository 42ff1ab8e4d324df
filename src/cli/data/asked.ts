import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { databaseName } from '../../storage/database-name.ts';
import { prepareTalliesSince, talliesSince } from '../../storage/sqlite-tallies.ts';
import type { Tally, TallyKind } from '../../storage/tallies.ts';
import { UsageError } from '../command.ts';
import { placeOfState } from '../state/place.ts';

const day = 24 * 60 * 60 * 1000;
const week = 7;
const mostShown = 25;

/** What people asked and what was not understood, by the week. There is no message in it, and nobody. */
export async function asked(argv: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...argv],
    options: { state: { type: 'string' }, json: { type: 'boolean' } },
  });
  const tallies = await talliesIn(values.state);
  const counts = countsOf(tallies, new Date());
  return values.json ? JSON.stringify(counts) : asText(counts);
}

/** Beside a Vigie that runs. */
async function talliesIn(given: string | undefined): Promise<readonly Tally[]> {
  const { databaseUrl, directory } = placeOfState();
  if (databaseUrl !== null && given === undefined) {
    const { postgresTallies } = await import('../../storage/postgres/figures.ts');
    return postgresTallies(databaseUrl);
  }
  const file = join(given ?? directory, databaseName);
  if (!existsSync(file))
    throw new UsageError(`${file} is not there: give --state DIRECTORY, or set STATE_DIR`);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return talliesSince({ since: prepareTalliesSince(database) }, new Date(0));
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table'))
      throw new UsageError(`${file} is of an earlier version: start Vigie once`, { cause: error });
    throw error;
  } finally {
    database.close();
  }
}

type Count = {
  readonly name: string;
  readonly thisWeek: number;
  readonly weekBefore: number;
  readonly all: number;
};
type Counts = {
  readonly intents: readonly Count[];
  readonly notUnderstood: readonly Count[];
  readonly words: readonly Count[];
};

function countsOf(tallies: readonly Tally[], now: Date): Counts {
  const today = Math.floor(now.getTime() / day);
  const of = (kind: TallyKind): Count[] => {
    const counts = new Map<string, { name: string; thisWeek: number; weekBefore: number; all: number }>();
    for (const { name, count, day: at } of tallies.filter((tally) => tally.kind === kind)) {
      const one = counts.get(name) ?? { name, thisWeek: 0, weekBefore: 0, all: 0 };
      const weeksAgo = Math.floor((today - Math.floor(at.getTime() / day)) / week);
      if (weeksAgo <= 0) one.thisWeek += count;
      else if (weeksAgo === 1) one.weekBefore += count;
      one.all += count;
      counts.set(name, one);
    }
    return [...counts.values()].sort(
      (a, b) => b.thisWeek - a.thisWeek || b.all - a.all || (a.name < b.name ? -1 : 1),
    );
  };
  return { intents: of('intent'), notUnderstood: of('not-understood'), words: of('word') };
}

function asText({ intents, notUnderstood, words }: Counts): string {
  const sum = (counts: readonly Count[]) => counts.reduce((total, { thisWeek }) => total + thisWeek, 0);
  const lost = sum(notUnderstood) + sum(intents.filter(({ name }) => name === 'off_topic'));
  const total = sum(intents) + sum(notUnderstood);
  const share = total === 0 ? '' : ` (${Math.round((100 * lost) / total)} %)`;
  return [
    `In 7 days ${total} messages were answered, ${lost} of them as off topic or not understood${share}.`,
    '',
    ...table('What was asked', intents),
    '',
    ...table('Not understood; nearest', notUnderstood),
    '',
    ...table('Unknown words', words, 'used by five chats or more in a week, in messages not understood'),
  ].join('\n');
}

function table(title: string, counts: readonly Count[], note?: string): string[] {
  if (counts.length === 0) return [`${title}: nothing counted yet${note ? ` (${note})` : ''}.`];
  const rows = counts
    .slice(0, mostShown)
    .map((one) => [one.name, String(one.thisWeek), String(one.weekBefore), trendOf(one), String(one.all)]);
  const all = [[title, '7 days', '7 before', 'trend', 'all'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const hidden = counts.length - rows.length;
  return [
    ...all.map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    ),
    ...(hidden > 0 ? [`and ${hidden} more: --json shows all`] : []),
    ...(note ? [`(${note})`] : []),
  ]; // prettier-ignore
}

function trendOf({ thisWeek, weekBefore, all }: Count): string {
  if (weekBefore === 0) return thisWeek === all ? 'new' : 'again';
  const change = Math.round((100 * (thisWeek - weekBefore)) / weekBefore);
  return `${change > 0 ? '+' : ''}${change} %`;
}
