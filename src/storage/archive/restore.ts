import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keepSecretKey, readSecretKey, secretKeyName } from '../secret-key.ts';
import { StorageError } from '../storage-error.ts';
import type { Header } from './format.ts';
import type { ArchiveTarget } from './ports.ts';
import { keyCheckFor, type Place } from './place.ts';
import { openArchive } from './read.ts';
import { giveToOwner } from './set-aside.ts';
import { openSqliteTarget } from './sqlite-target.ts';

export type RestoreOptions = {
  readonly place: Place;
  readonly file: string;
  /** Whether a state that is there may be set aside. */
  readonly replace: boolean;
  readonly now: () => Date;
};

export type RestoreReport = {
  readonly header: Header;
  /** Where the state that stood there before is now; null when there was none. */
  readonly replaced: string | null;
  /** Whether the key was written into the directory. */
  readonly wroteKey: boolean;
};

/**
 * Writes a backup back. Nothing that is there is touched before the whole file was read and found sound; a killed process
 * leaves the old state or the new one.
 *
 * @throws {StorageError} naming the file or the state, what is wrong, and the mend
 */
export async function restore({ place, file, replace, now }: RestoreOptions): Promise<RestoreReport> {
  const archive = await openArchive(file);
  let target: ArchiveTarget | undefined;
  try {
    const { header } = archive;
    const { secretKey, withKey } = await keyFor(header, place, { file, replace });
    target = await openTarget(place, { secretKey, withKey, replace, now });
    for await (const rows of archive.rows()) await target.add(rows);
    // several workers share a database, so each one needs the key beside it
    if (withKey && place.databaseUrl !== null) {
      await keepSecretKey(place.directory, secretKey);
      giveToOwner(join(place.directory, secretKeyName), place.directory);
    }
    return { header, replaced: await target.putInPlace(), wroteKey: withKey };
  } finally {
    await target?.close();
    await archive.close();
  }
}

type Key = { readonly secretKey: Uint8Array; readonly withKey: boolean };

/** The key that the state will be opened with, and whether it has to be written down. */
async function keyFor(
  { keyCheck, secretKey: inFile }: Header,
  { directory, secretKey: given, databaseUrl }: Place,
  { file, replace }: { file: string; replace: boolean },
): Promise<Key> {
  const fits = (key: Uint8Array) => keyCheckFor(key) === keyCheck;
  if (given) {
    if (fits(given)) return { secretKey: given, withKey: false };
    throw new StorageError(
      inFile
        ? 'SECRET_KEY is another key than the one of the backup: give the one of then, or remove SECRET_KEY and the key in the backup is used.'
        : `SECRET_KEY is another key than the one of the backup: give the one of then.`,
    );
  }
  const there = await readSecretKey(directory).catch(() => null); // one that is damaged is replaced
  if (there && fits(there)) return { secretKey: there, withKey: false };
  if (!inFile || !fits(inFile))
    throw new StorageError(
      `${file} holds no key: set SECRET_KEY to the one that the state was written with. Without it nobody is found again.`,
    );
  const keyFile = join(directory, secretKeyName);
  if (existsSync(keyFile) && (databaseUrl !== null || !replace))
    throw new StorageError(
      databaseUrl === null
        ? `${directory} holds a state already, with another key: set STATE_DIR to an empty directory, or add --replace to set the old one aside.`
        : `${keyFile} is another key than the one of the backup: move it elsewhere, or set STATE_DIR to an empty directory.`,
    );
  return { secretKey: inFile, withKey: true };
}

async function openTarget(
  { databaseUrl, directory }: Place,
  options: Key & Pick<RestoreOptions, 'replace' | 'now'>,
): Promise<ArchiveTarget> {
  if (databaseUrl === null) return openSqliteTarget({ directory, ...options });
  const { openPostgresTarget } = await import('../postgres/archive-target.ts');
  return openPostgresTarget({ url: databaseUrl, ...options });
}
