import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keyOf, type Place } from './archive/place.ts';
import { databaseName } from './database-name.ts';
import { readSecretKey } from './secret-key.ts';
import { StorageError, toStorageError } from './storage-error.ts';

export type StoreLook = {
  /** What the store is, in words: "PostgreSQL 18", "an embedded store that is there". */
  readonly store: string;
  /** Where the key comes from, in words. */
  readonly key: string;
};

/**
 * Looks whether the state can be opened as `openState` does it. Changes and makes nothing.
 *
 * @throws {StorageError} naming the file or DATABASE_URL, the fault and the mend
 */
export async function inspectState(place: Place): Promise<StoreLook> {
  const { store, keyCheck } =
    place.databaseUrl === null ? await lookAtFile(place) : await lookAtDatabase(place.databaseUrl);
  const isWritten = keyCheck !== null;
  const inDirectory = await readSecretKey(place.directory);
  if (isWritten) await keyOf(place, keyCheck);
  if (place.secretKey) return { store, key: 'SECRET_KEY' };
  return { store, key: inDirectory ? 'secret.key in STATE_DIR' : 'made in STATE_DIR at the first start' };
}

type Look = { readonly store: string; readonly keyCheck: string | null };

async function lookAtFile({ directory }: Place): Promise<Look> {
  const file = join(directory, databaseName);
  if (!existsSync(file)) return { store: 'an embedded store, made at the first start', keyCheck: null };
  const [{ DatabaseSync }, { checkNotNewer }] = await Promise.all([
    import('node:sqlite'),
    import('./migrations.ts'),
  ]);
  // without a log beside it nobody writes: it is read without making one
  const url = pathToFileURL(resolve(file));
  if (!existsSync(`${file}-wal`)) url.searchParams.set('immutable', '1');
  try {
    const database = new DatabaseSync(url, { readOnly: true });
    try {
      checkNotNewer(database, file);
      return { store: 'the embedded store', keyCheck: keyCheckIn(database) };
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStorageError(error, file);
  }
}

function keyCheckIn(database: import('node:sqlite').DatabaseSync): string | null {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'settings'").get();
  if (!table) return null;
  const row = database.prepare("SELECT value FROM settings WHERE channel = '' AND name = 'key-check'").get();
  return typeof row?.['value'] === 'string' ? row['value'] : null;
}

async function lookAtDatabase(url: string): Promise<Look> {
  const [{ connectForLong }, { checkUrl, placeOf }, { schemaVersion, oldestServer }] = await Promise.all([
    import('./postgres/archive-connection.ts'),
    import('./postgres/database-error.ts'),
    import('./postgres/migrations.ts'),
  ]);
  checkUrl(url);
  const refuse = (fault: string) => new StorageError(`DATABASE_URL: ${placeOf(url)} ${fault}`);
  const { query, close } = await connectForLong(url);
  try {
    await query('SET default_transaction_read_only = on');
    const [server] = await query(
      `SELECT current_setting('server_version_num')::int / 10000 AS major,
              pg_is_in_recovery() AS standby,
              has_database_privilege(current_database(), 'CREATE') AS creates,
              to_regclass('vigie.schema_versions') IS NOT NULL AS written`,
    );
    const major = Number(server?.['major']);
    if (major < oldestServer)
      throw refuse(`is PostgreSQL ${major}: use version ${oldestServer} or a newer one`);
    if (server?.['standby'] === true) throw refuse('can only be read: it is a standby; name the primary');
    if (server?.['written'] !== true) {
      if (server?.['creates'] !== true)
        throw refuse('does not let the user create tables: GRANT CREATE ON DATABASE, or run as its owner');
      return { store: `PostgreSQL ${major}, still without tables, at ${placeOf(url)}`, keyCheck: null };
    }
    const [schema] = await query('SELECT coalesce(max(version), 0) AS version FROM vigie.schema_versions');
    const version = Number(schema?.['version']);
    if (version > schemaVersion)
      throw refuse(
        `was written by a newer Vigie (version ${version}, known: ${schemaVersion}): start that one, or name another database`,
      );
    const [row] = await query(`SELECT value FROM vigie.settings WHERE channel = '' AND name = 'key-check'`);
    const keyCheck = typeof row?.['value'] === 'string' ? row['value'] : null;
    return { store: `PostgreSQL ${major} at ${placeOf(url)}`, keyCheck };
  } finally {
    await close();
  }
}
