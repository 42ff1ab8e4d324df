import { bandsOf, likeness } from '../../privacy/sketch.ts';
import { dateOf, dayOf, type Campaigns, type JudgedMessage } from '../campaigns.ts';
import { standing, type ReporterHash } from '../reporter-hash.ts';
import type { Database, Run, Statement } from './database.ts';

/** The newest are kept, however many different messages somebody makes up. */
const mostCampaigns = 100_000;
const campaignsBetweenTrims = 100;
const week = 7;
const statement = (name: string, text: string): Statement => ({ name: `campaigns-${name}`, text });
const statements = {
  near: statement(
    'near',
    'SELECT number, sketch, first, chats FROM vigie.campaigns WHERE number IN (SELECT campaign FROM vigie.campaign_bands WHERE band = ANY ($1::bigint[]))',
  ),
  begin: statement(
    'begin',
    'INSERT INTO vigie.campaigns (sketch, first, last, chats, verdict, signs, sender) VALUES ($1, $2, $2, 0, $3, $4, $5) RETURNING number',
  ),
  bands: statement(
    'bands',
    'INSERT INTO vigie.campaign_bands (band, campaign) SELECT unnest($1::bigint[]), $2 ON CONFLICT DO NOTHING',
  ),
  reported: statement(
    'reported',
    'SELECT 1 FROM vigie.campaign_reports WHERE campaign = $1 AND chat = ANY ($2::bytea[])',
  ),
  report: statement(
    'report',
    'INSERT INTO vigie.campaign_reports (campaign, chat, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
  ),
  count: statement(
    'count',
    'UPDATE vigie.campaigns SET chats = chats + 1, last = greatest(last, $2) WHERE number = $1',
  ),
  uncount: statement(
    'uncount',
    'UPDATE vigie.campaigns SET chats = chats - 1 WHERE number IN (SELECT campaign FROM vigie.campaign_reports WHERE chat = ANY ($1::bytea[]))',
  ),
  unreport: statement('unreport', 'DELETE FROM vigie.campaign_reports WHERE chat = ANY ($1::bytea[])'),
  forgetReports: statement('forget-reports', 'DELETE FROM vigie.campaign_reports WHERE day < $1'),
  forget: statement('forget', 'DELETE FROM vigie.campaigns WHERE last < $1 RETURNING 1'),
  growing: statement(
    'growing',
    `SELECT campaigns.*, count(*) FILTER (WHERE day >= $1) AS today, count(*) FILTER (WHERE day >= $2) AS week
     FROM vigie.campaigns LEFT JOIN vigie.campaign_reports ON campaign = number
     WHERE chats > 1 GROUP BY number ORDER BY today DESC, week DESC, chats DESC LIMIT $3`,
  ),
  trim: statement('trim', 'DELETE FROM vigie.campaigns WHERE number <= $1'),
  alone: statement('alone', `SELECT pg_advisory_xact_lock(hashtextextended('vigie campaigns', 0))`),
};

/** Takes a chat out of all it reported. */
export async function forgetReporter(
  run: Run,
  reporter: ReporterHash,
  chat: string,
  at: Date,
): Promise<void> {
  const hashes = standing(reporter, chat, dayOf(at));
  await run(statements.uncount, [hashes]);
  await run(statements.unreport, [hashes]);
}

export function campaignsIn(database: Database, reporter: ReporterHash): Campaigns {
  return {
    report: (chat, message, at) =>
      database.whole(async (run) => {
        const today = dayOf(at);
        let known = await nearest(run, message.sketch);
        if (!known) {
          await run(statements.alone); // workers that see a message for the first time together begin one campaign
          known = await nearest(run, message.sketch);
        }
        const again =
          known !== null &&
          (await run(statements.reported, [known.number, standing(reporter, chat, today)])).length > 0;
        const number = known?.number ?? (await begin(run, message, today));
        if (!again) {
          await run(statements.report, [number, reporter(chat)(today), today]);
          await run(statements.count, [number, today]);
        }
        return {
          others: known === null ? 0 : known.chats - (again ? 1 : 0),
          since: dateOf(known?.first ?? today),
        };
      }),
    forgetBefore: (before) =>
      database.whole(async (run) => {
        await run(statements.forgetReports, [dayOf(before)]);
        return (await run(statements.forget, [dayOf(before)])).length;
      }),
    async growing(at, most) {
      const today = dayOf(at);
      const rows = await database.runLong(statements.growing, [today, today - week + 1, most]);
      return rows.map((row) => ({
        chats: Number(row['chats']),
        first: dateOf(Number(row['first'])),
        last: dateOf(Number(row['last'])),
        today: Number(row['today']),
        thisWeek: Number(row['week']),
        verdict: String(row['verdict']),
        signs: String(row['signs'])
          .split(' ')
          .filter((sign) => sign !== ''),
        sender: typeof row['sender'] === 'string' ? row['sender'] : null,
      }));
    },
  };
}

type Known = { readonly number: number; readonly first: number; readonly chats: number };

async function nearest(run: Run, sketch: Uint8Array): Promise<Known | null> {
  let best: (Known & { readonly equal: number }) | null = null;
  for (const row of await run(statements.near, [bandsOf(sketch)])) {
    const equal = row['sketch'] instanceof Uint8Array ? likeness(sketch, row['sketch']) : null;
    if (equal !== null && equal > (best?.equal ?? 0))
      best = {
        number: Number(row['number']),
        first: Number(row['first']),
        chats: Number(row['chats']),
        equal,
      };
  }
  return best;
}

async function begin(run: Run, message: JudgedMessage, today: number): Promise<number> {
  const { sketch, verdict, signs, sender } = message;
  const [row] = await run(statements.begin, [sketch, today, verdict, signs.join(' '), sender]);
  const number = Number(row?.['number']);
  await run(statements.bands, [bandsOf(sketch), number]);
  if (number % campaignsBetweenTrims === 0) await run(statements.trim, [number - mostCampaigns]);
  return number;
}
