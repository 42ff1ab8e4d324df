import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'; // prettier-ignore
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { removeOldStates } from './archive/set-aside.ts';
import { migrate } from './migrations.ts';
import { isDamage, toStorageError } from './storage-error.ts';

export type SqliteFile<Statements> = {
  /**
   * Runs prepared statements. A file found damaged is set aside and the work done again on a fresh one.
   *
   * @throws {StorageError} with a sentence for the operator when the disk is to blame
   */
  run<T>(work: (statements: Statements) => T): T;
  /** Removes files and states that were set aside before this time, damaged or replaced. */
  removeSetAside(before: Date): void;
  close(): void;
};

export type SqliteFileOptions<Statements> = {
  readonly file: string;
  readonly prepare: (database: DatabaseSync) => Statements;
  readonly now: () => Date;
  readonly onProblem: (sentence: string) => void;
};

const directoryMode = 0o700;
const fileMode = 0o600;
const sidecars = ['', '-wal', '-shm'];
const damagedMark = '.damaged-';
/** A writer beside us (a backup, a second process by mistake) holds the loop up no longer than this, in milliseconds. */
const busyMilliseconds = 100;

/** Opens the database, private to its user, and brings it up to date; makes what is missing. */
export function openSqliteFile<Statements>({
  file,
  prepare,
  now,
  onProblem,
}: SqliteFileOptions<Statements>): SqliteFile<Statements> {
  let opened: { database: DatabaseSync; statements: Statements } | null = openOrReplace();

  function open(): { database: DatabaseSync; statements: Statements } {
    makePrivate(file);
    const database = new DatabaseSync(file, { timeout: busyMilliseconds });
    try {
      // a killed process loses nothing with NORMAL; a power cut may lose the last moments, never the file
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
      migrate(database, file);
      return { database, statements: prepare(database) };
    } catch (error) {
      closeQuietly(database);
      throw error;
    }
  }
  function openOrReplace(): { database: DatabaseSync; statements: Statements } {
    try {
      try {
        return open();
      } catch (error) {
        if (!isDamage(error)) throw error;
        setAside();
        return open();
      }
    } catch (error) {
      throw toStorageError(error, file);
    }
  }
  function setAside(): void {
    const stamp = now()
      .toISOString()
      .replace(/\.\d+|[-:]/g, '');
    let aside = `${file}${damagedMark}${stamp}`;
    for (let number = 2; existsSync(aside); number++) aside = `${file}${damagedMark}${stamp}-${number}`;
    for (const sidecar of sidecars)
      if (existsSync(file + sidecar)) renameSync(file + sidecar, aside + sidecar);
    onProblem(
      `${file}: is damaged; it was set aside as ${aside}, and a fresh one begun. Remove it once you have looked at it.`,
    );
  }

  return {
    run(work) {
      if (!opened) throw new Error('the state is closed');
      try {
        return work(opened.statements);
      } catch (error) {
        if (!isDamage(error)) throw toStorageError(error, file);
        closeQuietly(opened.database);
        opened = null;
        setAside();
        opened = openOrReplace();
        return work(opened.statements);
      }
    },
    removeSetAside(before) {
      const directory = dirname(file);
      try {
        for (const name of readdirSync(directory)) {
          const path = join(directory, name);
          if (name.startsWith(basename(file) + damagedMark) && statSync(path).mtime < before) rmSync(path);
        }
        removeOldStates(directory, before);
      } catch (error) {
        throw toStorageError(error, file);
      }
    },
    close() {
      opened?.database.close();
      opened = null;
    },
  };
}

/** The file and, if need be, its directory, readable by nobody else. SQLite gives its side files the same rights. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: directoryMode });
  closeSync(openSync(file, 'a', fileMode));
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, fileMode);
}

function closeQuietly(database: DatabaseSync): void {
  try {
    database.close();
  } catch {
    // a damaged file may refuse its last checkpoint: it is set aside whole
  }
}
