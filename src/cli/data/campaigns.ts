import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { databaseName } from '../../storage/database-name.ts';
import type { Campaign } from '../../storage/campaigns.ts';
import { growingCampaigns, prepareGrowing } from '../../storage/sqlite-campaigns.ts';
import { UsageError } from '../command.ts';

const mostShown = 30;

/** Campaigns of scams that several chats had judged, the fastest growing first. There is no text in them, and nobody. */
export function campaigns(argv: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...argv], options: { state: { type: 'string' }, json: { type: 'boolean' } } });
  const file = join(values.state ?? process.env['STATE_DIR'] ?? './state', databaseName);
  if (!existsSync(file)) return Promise.reject(new UsageError(`${file} is not there: give --state DIRECTORY, or set STATE_DIR`));
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const found = growingCampaigns({ growing: prepareGrowing(database) }, new Date(), mostShown);
    return Promise.resolve(values.json ? JSON.stringify(found.map(asJson)) : asTable(found));
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table'))
      throw new UsageError(`${file} is of an earlier version: start Vigie once`, { cause: error });
    throw error;
  } finally {
    database.close();
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 'yyyy-mm-dd'.length);
const asJson = ({ first, last, ...rest }: Campaign) => ({ ...rest, first: dayOf(first), last: dayOf(last) });

function asTable(found: readonly Campaign[]): string {
  if (found.length === 0) return 'No message was sent by more than one chat.';
  const head = ['today', '7 days', 'chats', 'first', 'last', 'verdict', 'claims to be', 'signs'];
  const rows = found.map((one) => [
    String(one.today),
    String(one.thisWeek),
    String(one.chats),
    dayOf(one.first),
    dayOf(one.last),
    one.verdict,
    one.sender ?? '-',
    one.signs.join(' '),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
    .join('\n');
}
