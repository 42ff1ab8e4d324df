import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseName } from '../database-name.ts';
import { checkNotNewer, migrate, schemaVersion, versionOf } from '../migrations.ts';
import { StorageError, toStorageError } from '../storage-error.ts';
import { rowsAtOnce, type ArchiveSource, type Counts } from './ports.ts';
import { checkAccess, finishRestore, upgradingPrefix } from './set-aside.ts';
import { rowOf, selectionOf, tableNames, type ArchiveRow } from './tables.ts';

const patience = 5_000;

export type Reading = {
  readonly database: DatabaseSync;
  readonly file: string;
  readonly close: () => void;
};

/**
 * Opens the embedded store to read it as it is now, beside a Vigie that runs. One of an earlier version is read from a
 * copy that is brought up to date.
 *
 * @throws {StorageError} when it is not there or cannot be read, naming the file and the mend
 */
export function openReading(directory: string): Reading {
  checkAccess(directory);
  finishRestore(directory);
  const file = join(directory, databaseName);
  if (!existsSync(file))
    throw new StorageError(`${file} is not there: set STATE_DIR to the directory of the state.`);
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: patience });
    try {
      checkNotNewer(database, file);
      return versionOf(database) === schemaVersion
        ? inPlace(database, file)
        : asCopy(database, { directory, file });
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw toStorageError(error, file);
  }
}

function inPlace(database: DatabaseSync, file: string): Reading {
  database.exec('BEGIN');
  return {
    database,
    file,
    close() {
      database.close();
      emptyLog(file);
    },
  };
}

function asCopy(database: DatabaseSync, { directory, file }: { directory: string; file: string }): Reading {
  const place = mkdtempSync(join(directory, upgradingPrefix));
  const remove = () => {
    rmSync(place, { recursive: true, force: true });
  };
  try {
    const path = join(place, databaseName);
    database.prepare('VACUUM INTO ?').run(path);
    database.close();
    const copy = new DatabaseSync(path);
    migrate(copy, path);
    return {
      database: copy,
      file,
      close() {
        copy.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** While somebody reads, what was forgotten stays in the log: it is emptied now. */
function emptyLog(file: string): void {
  try {
    const database = new DatabaseSync(file, { timeout: patience });
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  } catch {
    // another user may not write it: the next chat that is forgotten empties it
  }
}

export function sqliteSource({ database, close }: Reading): ArchiveSource {
  return {
    counts: () =>
      Promise.resolve(
        Object.fromEntries(
          tableNames.map((name) => [
            name,
            Number(database.prepare(selectionOf(name, '').count).get()?.['count']),
          ]),
        ) as Counts, // of every name
      ),
    // asynchronous as its port is: the disk below is not
    // eslint-disable-next-line @typescript-eslint/require-await
    async *rows() {
      for (const name of tableNames) {
        let some: ArchiveRow[] = [];
        for (const row of database.prepare(selectionOf(name, '').rows).iterate()) {
          some.push(rowOf(name, row));
          if (some.length < rowsAtOnce) continue;
          yield some;
          some = [];
        }
        if (some.length > 0) yield some;
      }
    },
    close() {
      close();
      return Promise.resolve();
    },
  };
}

/** The fingerprint of the key that the state was written with; null when it was never opened with one. */
export function keyCheckOf({ database }: Reading): string | null {
  const row = database.prepare(`SELECT value FROM settings WHERE channel = '' AND name = 'key-check'`).get();
  return typeof row?.['value'] === 'string' ? row['value'] : null;
}
