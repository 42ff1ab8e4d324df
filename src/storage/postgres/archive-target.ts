import { bandsOf } from '../../privacy/sketch.ts';
import type { ArchiveTarget } from '../archive/ports.ts';
import { keyCheckFor } from '../archive/place.ts';
import { columnsOf, tables, type ArchiveRow, type TableName } from '../archive/tables.ts';
import { dayOf } from '../campaigns.ts';
import { StorageError } from '../storage-error.ts';
import { connectForLong, type Query } from './archive-connection.ts';
import { checkUrl, placeOf } from './database-error.ts';
import type { Run } from './database.ts';
import { migrate } from './migrations.ts';
import { replacedName } from './replaced.ts';

export type PostgresTargetOptions = {
  readonly url: string;
  readonly secretKey: Uint8Array;
  /** Whether a state that is there may be set aside. */
  readonly replace: boolean;
  readonly now: () => Date;
};

const types: Readonly<Record<string, string>> = {
  text: 'text[]',
  'text or nothing': 'text[]',
  integer: 'bigint[]',
  bytes: 'bytea[]',
};

/**
 * Writes a state into the database in one transaction: nothing is seen of it, and nothing changed, before its end.
 *
 * @throws {StorageError} when one is there and must not be replaced, or workers run, or the database refuses
 */
export async function openPostgresTarget({
  url,
  secretKey,
  replace,
  now,
}: PostgresTargetOptions): Promise<ArchiveTarget> {
  checkUrl(url);
  const { query, close } = await connectForLong(url);
  let replaced: string | null = null;
  try {
    await refuseWorkers(query, url);
    await query('BEGIN');
    await query('SET LOCAL synchronous_commit = on');
    replaced = await setAside(query, { url, replace, now: now() });
    const run: Run = ({ text }, values) => query(text, values);
    await migrate({ whole: (work) => work(run) }, url);
    await query(`INSERT INTO vigie.settings (channel, name, value) VALUES ('', 'key-check', $1)`, [
      keyCheckFor(secretKey),
    ]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async add(rows) {
      for (const table of new Set(rows.map((row) => row.table)))
        await insert(query, table, rows.filter((row) => row.table === table)); // prettier-ignore
    },
    async putInPlace() {
      await query(
        `SELECT setval(pg_get_serial_sequence('vigie.campaigns', 'number'), max(number)) FROM vigie.campaigns HAVING max(number) IS NOT NULL`,
      );
      await refuseWorkers(query, url);
      await query('COMMIT');
      return replaced === null
        ? null
        : `the schema ${replaced} of ${placeOf(url)} (DROP SCHEMA ${replaced} CASCADE removes it)`;
    },
    close,
  };
}

/** Workers hold a connection as long as they run. */
async function refuseWorkers(query: Query, url: string): Promise<void> {
  const [row] = await query(
    `SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vigie'`,
  );
  if (Number(row?.['count']) > 0)
    throw new StorageError(
      `DATABASE_URL: ${placeOf(url)} is in use: stop every worker of Vigie first. Nothing was changed.`,
    );
}

/** Gives the state that is there another name; null when none is. */
async function setAside(
  query: Query,
  { url, replace, now }: { url: string; replace: boolean; now: Date },
): Promise<string | null> {
  const [table] = await query(`SELECT to_regclass('vigie.schema_versions') AS name`);
  if (table?.['name'] === null) return null;
  if (!replace)
    throw new StorageError(
      `DATABASE_URL: ${placeOf(url)} holds a state already: name an empty database, or add --replace to set the old one aside.`,
    );
  const name = replacedName(now);
  await query(`ALTER SCHEMA vigie RENAME TO ${name}`);
  return name;
}

async function insert(query: Query, table: TableName, rows: readonly ArchiveRow[]): Promise<void> {
  const kinds = Object.values(tables[table].columns);
  const columns = columnsOf(table);
  const values = columns.map((_, index) => rows.map((row) => row.values[index] ?? null));
  const arrays = kinds.map((kind, index) => `$${index + 1}::${types[kind] ?? ''}`);
  if (table === 'conversations') {
    columns.push('day'); // stands beside the time, of which it is made
    const at = kinds.length - 1;
    values.push(rows.map((row) => dayOf(new Date(Number(row.values[at])))));
    arrays.push(`$${arrays.length + 1}::bigint[]`);
  }
  await query(
    `INSERT INTO vigie.${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest(${arrays.join(', ')})`,
    values,
  );
  if (table === 'campaigns') await insertBands(query, rows);
}

async function insertBands(query: Query, rows: readonly ArchiveRow[]): Promise<void> {
  const bands = rows.flatMap(({ values: [number = null, sketch] }) =>
    sketch instanceof Uint8Array ? bandsOf(sketch).map((band) => [band, number] as const) : [],
  );
  await query(
    'INSERT INTO vigie.campaign_bands (band, campaign) SELECT * FROM unnest($1::bigint[], $2::bigint[]) ON CONFLICT DO NOTHING',
    [bands.map(([band]) => band), bands.map(([, number]) => number)],
  );
}
