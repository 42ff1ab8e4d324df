import { parseArgs } from 'node:util';
import { type Figures } from '../../storage/archive/figures.ts';
import { sqliteFigures } from '../../storage/archive/sqlite-figures.ts';
import type { Tally, TallyKind } from '../../storage/tallies.ts';
import { placeOfState } from './place.ts';
import { counted, inBytes, inMinutes, inNumbers } from './wording.ts';

const day = 24 * 60 * 60 * 1000;
/** Days that are added up: of today alone, of a week, of a month, of all that is kept. */
const spans = [1, 7, 30, Infinity];
const spanNames = ['today', '7 days', '30 days', 'all'];
const mostShown = 30;
const titles: Readonly<Record<TallyKind, string>> = {
  feedback: 'What people said of verdicts',
  intent: 'What was asked',
  'not-understood': 'Not understood, by what came nearest',
  word: 'Words not known, that several chats used',
};
const kinds = Object.keys(titles) as TallyKind[];

/** What may be known of the state without anybody's data. Reads only. */
export async function stats(argv: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean', default: false } } });
  const now = new Date();
  const figures = await figuresOf(now);
  return values.json ? JSON.stringify(asJson(figures)) : asText(figures, now);
}

async function figuresOf(now: Date): Promise<Figures> {
  const { databaseUrl, directory } = placeOfState();
  if (databaseUrl === null) return sqliteFigures(directory, now);
  const { postgresFigures } = await import('../../storage/postgres/figures.ts');
  return postgresFigures(databaseUrl, now);
}

function asJson({ tallies, ...figures }: Figures) {
  const dated = tallies.map((tally) => ({
    ...tally,
    day: tally.day.toISOString().slice(0, 'yyyy-mm-dd'.length),
  }));
  return { ...figures, tallies: dated };
}

function asText({ chats, alerts, tallies, ...figures }: Figures, now: Date): string {
  const active = [chats.day, chats.week, chats.month].map(inNumbers);
  return [
    `state        ${figures.place}, ${inBytes(figures.bytes)}, version ${figures.schema}`,
    `last sweep   ${figures.lastCleanUp === null ? 'never' : inMinutes(new Date(figures.lastCleanUp))} (forgets chats silent for RETENTION_DAYS, each day)`,
    `chats        ${inNumbers(chats.kept)} kept; wrote in the last day ${active[0]}, 7 days ${active[1]}, 30 days ${active[2]}`,
    `alerts       ${counted(figures.subscribers, 'subscriber')}, ${counted(figures.subscriptions, 'subject')} followed; ${inNumbers(alerts.waiting)} in the line, ${inNumbers(alerts.due)} of them due`,
    `campaigns    ${inNumbers(figures.campaigns)} (npm run -s data -- campaigns shows those that grow)`,
    `messages     ${inNumbers(figures.messages)} remembered by hash, so that none is answered twice`,
    ...kinds.flatMap((kind) => ['', ...tableOf(kind, tallies, now)]),
  ].join('\n');
}

function tableOf(kind: TallyKind, tallies: readonly Tally[], now: Date): string[] {
  const sums = new Map<string, number[]>();
  const today = Math.floor(now.getTime() / day);
  for (const tally of tallies.filter((one) => one.kind === kind)) {
    const age = today - Math.floor(tally.day.getTime() / day);
    const counts = sums.get(tally.name) ?? spans.map(() => 0);
    sums.set(
      tally.name,
      counts.map((count, span) => count + (age < (spans[span] ?? 0) ? tally.count : 0)),
    );
  }
  if (sums.size === 0) return [`${titles[kind]}: nothing counted yet.`];
  const sorted = [...sums].sort(
    ([, a], [, b]) => (b.at(-2) ?? 0) - (a.at(-2) ?? 0) || (b.at(-1) ?? 0) - (a.at(-1) ?? 0),
  );
  const shown = sorted.slice(0, mostShown);
  const width = Math.max(titles[kind].length, ...shown.map(([name]) => name.length));
  const columns = (cells: readonly string[]) => cells.map((cell) => cell.padStart(9)).join('');
  const hidden = sorted.length - shown.length;
  return [
    titles[kind].padEnd(width) + columns(spanNames),
    ...shown.map(([name, counts]) => name.padEnd(width) + columns(counts.map(inNumbers))),
    ...(hidden > 0 ? [`and ${hidden} more: --json shows all`] : []),
  ];
}
