import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { bandsOf, likeness } from '../privacy/sketch.ts';
import { dateOf, dayOf, type Campaign, type Campaigns, type JudgedMessage } from './campaigns.ts';
import { standing, type ReporterHash } from './reporter-hash.ts';
import { whole } from './whole.ts';

/** The newest are kept, however many different messages somebody makes up. */
const mostCampaigns = 100_000;
const campaignsBetweenTrims = 100;
const week = 7;

export function prepareCampaigns(database: DatabaseSync) {
  const bands = Array.from({ length: bandsOf(new Uint8Array()).length }, () => '?').join(', ');
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    near: database.prepare(
      `SELECT number, sketch, first, chats FROM campaigns WHERE number IN (SELECT campaign FROM campaign_bands WHERE band IN (${bands}))`,
    ),
    begun: database.prepare(
      'INSERT INTO campaigns (sketch, first, last, chats, verdict, signs, sender) VALUES (?, ?, ?, 0, ?, ?, ?)',
    ),
    band: database.prepare('INSERT OR IGNORE INTO campaign_bands (band, campaign) VALUES (?, ?)'),
    reported: database.prepare('SELECT 1 FROM campaign_reports WHERE campaign = ? AND chat = ?'),
    report: database.prepare('INSERT INTO campaign_reports (campaign, chat, day) VALUES (?, ?, ?)'),
    count: database.prepare('UPDATE campaigns SET chats = chats + 1 WHERE number = ?'),
    last: database.prepare('UPDATE campaigns SET last = ? WHERE number = ? AND last < ?'),
    uncount: database.prepare(
      'UPDATE campaigns SET chats = chats - 1 WHERE number IN (SELECT campaign FROM campaign_reports WHERE chat = ?)',
    ),
    unreport: database.prepare('DELETE FROM campaign_reports WHERE chat = ?'),
    forgetReports: database.prepare('DELETE FROM campaign_reports WHERE day < ?'),
    forgetBands: database.prepare(
      'DELETE FROM campaign_bands WHERE campaign IN (SELECT number FROM campaigns WHERE last < ? OR number <= ?)',
    ),
    forget: database.prepare('DELETE FROM campaigns WHERE last < ? OR number <= ?'),
    growing: prepareGrowing(database),
  };
}
/** Reads only, so that it can be looked at beside a Vigie that runs. */
export function prepareGrowing(database: DatabaseSync) {
  return database.prepare(`
    SELECT campaigns.*, coalesce(sum(day >= ?), 0) AS today, coalesce(sum(day >= ?), 0) AS week
    FROM campaigns LEFT JOIN campaign_reports ON campaign = number
    WHERE chats > 1 GROUP BY number ORDER BY today DESC, week DESC, chats DESC LIMIT ?`);
}
export type CampaignStatements = ReturnType<typeof prepareCampaigns>;
type Run = <T>(work: (statements: CampaignStatements) => T) => T;

/** Takes a chat out of all it reported. */
export function forgetReporter(
  statements: CampaignStatements,
  reporter: ReporterHash,
  chat: string,
  at: Date,
): boolean {
  return whole(statements, () => {
    let found = false;
    for (const hash of standing(reporter, chat, dayOf(at))) {
      statements.uncount.run(hash);
      found = statements.unreport.run(hash).changes !== 0 || found;
    }
    return found;
  });
}

export function campaignsIn(run: Run, reporter: ReporterHash): Campaigns {
  const promised = <T>(work: (statements: CampaignStatements) => T): Promise<T> =>
    new Promise((fulfil) => {
      fulfil(run(work));
    });
  return {
    report: (chat, message, at) =>
      promised((statements) => {
        const today = dayOf(at);
        const known = nearest(statements, message.sketch);
        const again =
          known !== null &&
          standing(reporter, chat, today).some((hash) => statements.reported.get(known.number, hash));
        return whole(statements, () => {
          const number = known?.number ?? begin(statements, message, today);
          if (!again) {
            statements.report.run(number, reporter(chat)(today), today);
            statements.count.run(number);
            statements.last.run(today, number, today);
          }
          return {
            others: known === null ? 0 : known.chats - (again ? 1 : 0),
            since: dateOf(known?.first ?? today),
          };
        });
      }),
    forgetBefore: (before) =>
      promised((statements) =>
        whole(statements, () => {
          const first = dayOf(before);
          statements.forgetReports.run(first);
          statements.forgetBands.run(first, -1);
          return Number(statements.forget.run(first, -1).changes);
        }),
      ),
    growing: (at, most) => promised((statements) => growingCampaigns(statements, at, most)),
  };
}

/** The campaigns that grew most in the last days first. */
export function growingCampaigns(
  { growing }: Pick<CampaignStatements, 'growing'>,
  at: Date,
  most: number,
): readonly Campaign[] {
  const today = dayOf(at);
  return growing.all(today, today - week + 1, most).map((row) => ({
    chats: Number(row['chats']),
    first: dateOf(Number(row['first'])),
    last: dateOf(Number(row['last'])),
    today: Number(row['today']),
    thisWeek: Number(row['week']),
    verdict: String(row['verdict']),
    signs: String(row['signs'])
      .split(' ')
      .filter((sign) => sign !== ''),
    sender: row['sender'] === null ? null : String(row['sender']),
  }));
}

type Known = { readonly number: number; readonly first: number; readonly chats: number };

function nearest({ near }: CampaignStatements, sketch: Uint8Array): Known | null {
  let best: { row: Record<string, SQLOutputValue>; equal: number } | null = null;
  for (const row of near.all(...bandsOf(sketch))) {
    const equal = row['sketch'] instanceof Uint8Array ? likeness(sketch, row['sketch']) : null;
    if (equal !== null && equal > (best?.equal ?? 0)) best = { row, equal };
  }
  if (!best) return null;
  const { number, first, chats } = best.row;
  return { number: Number(number), first: Number(first), chats: Number(chats) };
}

function begin(statements: CampaignStatements, message: JudgedMessage, today: number): number {
  const { sketch, verdict, signs, sender } = message;
  const { lastInsertRowid } = statements.begun.run(sketch, today, today, verdict, signs.join(' '), sender);
  const number = Number(lastInsertRowid);
  for (const band of bandsOf(sketch)) statements.band.run(band, number);
  if (number % campaignsBetweenTrims === 0) {
    statements.forgetBands.run(-1, number - mostCampaigns);
    statements.forget.run(-1, number - mostCampaigns);
  }
  return number;
}
