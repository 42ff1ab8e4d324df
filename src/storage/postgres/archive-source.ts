import { rowsAtOnce, type ArchiveSource, type Counts } from '../archive/ports.ts';
import { rowOf, selectionOf, tableNames } from '../archive/tables.ts';
import { StorageError } from '../storage-error.ts';
import { connectForLong, type Query } from './archive-connection.ts';
import { placeOf } from './database-error.ts';
import { schemaVersion } from './migrations.ts';

/**
 * Opens the state of several workers to read it as it is now, beside them.
 *
 * @throws {StorageError} when the database cannot be reached, or holds no state of this version
 */
export async function openPostgresSource(
  url: string,
): Promise<{ source: ArchiveSource; keyCheck: string | null }> {
  const { query, close } = await connectForLong(url);
  try {
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await checkVersion(query, url);
    const [row] = await query(`SELECT value FROM vigie.settings WHERE channel = '' AND name = 'key-check'`);
    const keyCheck = typeof row?.['value'] === 'string' ? row['value'] : null;
    return { source: sourceOf(query, close), keyCheck };
  } catch (error) {
    await close();
    throw error;
  }
}

function sourceOf(query: Query, close: () => Promise<void>): ArchiveSource {
  return {
    async counts() {
      const counts: [string, number][] = [];
      for (const name of tableNames) {
        const [row] = await query(selectionOf(name, 'vigie.').count);
        counts.push([name, Number(row?.['count'])]);
      }
      return Object.fromEntries(counts) as Counts; // of every name
    },
    async *rows() {
      for (const name of tableNames) {
        await query(`DECLARE rows NO SCROLL CURSOR FOR ${selectionOf(name, 'vigie.').rows}`);
        for (;;) {
          const some = await query(`FETCH ${rowsAtOnce} FROM rows`);
          if (some.length === 0) break;
          yield some.map((row) => rowOf(name, row));
        }
        await query('CLOSE rows');
      }
    },
    close,
  };
}

/** Gives the work statements that see the state as it is now, and the version of its schema. */
export async function withReading<T>(
  url: string,
  work: (query: Query, schema: number) => Promise<T>,
): Promise<T> {
  const { query, close } = await connectForLong(url);
  try {
    await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(query, await checkVersion(query, url));
  } finally {
    await close();
  }
}

async function checkVersion(query: Query, url: string): Promise<number> {
  const [table] = await query(`SELECT to_regclass('vigie.schema_versions') AS name`);
  if (table?.['name'] === null)
    throw new StorageError(`DATABASE_URL: ${placeOf(url)} holds no state of Vigie: name another database.`);
  const [row] = await query('SELECT coalesce(max(version), 0) AS version FROM vigie.schema_versions');
  const version = Number(row?.['version']);
  if (version > schemaVersion)
    throw new StorageError(
      `DATABASE_URL: ${placeOf(url)} was written by a newer Vigie (version ${version}, known: ${schemaVersion}): use that one.`,
    );
  if (version < schemaVersion)
    throw new StorageError(
      `DATABASE_URL: ${placeOf(url)} is of an earlier version: start Vigie once, it brings it up to date.`,
    );
  return version;
}
