import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { bandsOf } from '../../privacy/sketch.ts';
import { databaseName } from '../database-name.ts';
import { secretKeyName } from '../secret-key.ts';
import { openSqliteState } from '../sqlite-state.ts';
import { isDamage, StorageError, toStorageError } from '../storage-error.ts';
import type { ArchiveTarget } from './ports.ts';
import { checkAccess, finishRestore, giveToOwner, putRestoredInPlace, restoringName } from './set-aside.ts';
import { columnsOf, tableNames, type TableName } from './tables.ts';

export type SqliteTargetOptions = {
  readonly directory: string;
  readonly secretKey: Uint8Array;
  /** Whether the key is to be written beside the state; no when it is kept elsewhere. */
  readonly withKey: boolean;
  /** Whether a state that is there may be set aside. */
  readonly replace: boolean;
  readonly now: () => Date;
};

/**
 * Begins an embedded store beside the one that may be there.
 *
 * @throws {StorageError} when one is there and must not be replaced, or Vigie runs on it, or the disk refuses
 */
export function openSqliteTarget({
  directory,
  secretKey,
  withKey,
  replace,
  now,
}: SqliteTargetOptions): ArchiveTarget {
  const place = join(directory, restoringName);
  const file = join(place, databaseName);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toStorageError(error, directory);
    }
  };
  const remove = () => {
    rmSync(place, { recursive: true, force: true });
  };
  checkAccess(directory);
  finishRestore(directory);
  lockedAgainstUse(directory, replace)();
  const { database, insert } = guarded(() => {
    remove();
    mkdirSync(place, { recursive: true, mode: 0o700 });
    return begin(file, secretKey, now);
  });
  const band = database.prepare('INSERT OR IGNORE INTO campaign_bands (band, campaign) VALUES (?, ?)');
  let open = true;
  const end = () => {
    if (open) database.close();
    open = false;
  };

  return {
    add: (rows) =>
      new Promise((fulfil) => {
        guarded(() => {
          for (const { table, values } of rows) {
            insert[table].run(...values);
            const [number, sketch] = values;
            if (table === 'campaigns' && sketch instanceof Uint8Array)
              for (const one of bandsOf(sketch)) band.run(one, Number(number));
          }
        });
        fulfil();
      }),
    putInPlace: () =>
      new Promise((fulfil) => {
        const free = lockedAgainstUse(directory, replace);
        try {
          fulfil(
            guarded(() => {
              database.exec('COMMIT; PRAGMA journal_mode = WAL'); // as the state has it
              end();
              toDisk(file);
              if (withKey) {
                const key = join(place, secretKeyName);
                writeFileSync(key, `${Buffer.from(secretKey).toString('hex')}\n`, {
                  mode: 0o600,
                  flush: true,
                });
              }
              for (const name of readdirSync(place)) giveToOwner(join(place, name), directory);
              return putRestoredInPlace(directory, now());
            }),
          );
        } finally {
          free();
        }
      }),
    close() {
      end();
      remove();
      return Promise.resolve();
    },
  };
}

/** An empty store with the tables of this version. What fails half-way is thrown away, so nothing waits for the disk. */
function begin(file: string, secretKey: Uint8Array, now: () => Date) {
  const fail = (sentence: string) => {
    throw new StorageError(sentence);
  };
  void openSqliteState({ directory: join(file, '..'), secretKey, now, onProblem: fail }).close();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN');
  const insert = Object.fromEntries(
    tableNames.map((name) => {
      const columns = columnsOf(name);
      const marks = columns.map(() => '?').join(', ');
      return [name, database.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${marks})`)];
    }),
  ) as Record<TableName, StatementSync>; // of every name
  return { database, insert };
}

/**
 * Keeps every Vigie from the state that is there, until the returned function is called.
 *
 * @throws {StorageError} when there is one that must not be replaced, or that is in use
 */
function lockedAgainstUse(directory: string, replace: boolean): () => void {
  const file = join(directory, databaseName);
  if (!existsSync(file)) return () => undefined;
  if (!replace)
    throw new StorageError(
      `${directory} holds a state already: set STATE_DIR to an empty directory, or add --replace to set the old one aside.`,
    );
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    // only the last one that has the file open may leave the log: its content is taken into the file too
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    const opened = database;
    return () => {
      opened.close();
    };
  } catch (error) {
    database?.close();
    if (isDamage(error)) return () => undefined; // what is damaged is in nobody's use, and a reason to restore
    const fault = toStorageError(error, file);
    if (fault instanceof StorageError && fault.message.includes('in use'))
      throw new StorageError(`${file} is in use: stop Vigie first. Nothing was changed.`, { cause: error });
    throw fault;
  }
}

function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
