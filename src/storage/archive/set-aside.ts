import { accessSync, chownSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { databaseName } from '../database-name.ts';
import { secretKeyName } from '../secret-key.ts';
import { StorageError, toStorageError } from '../storage-error.ts';

/** A state that is being restored, not whole yet. */
export const restoringName = 'restoring';
/** One that is whole: from now on it is the state, wherever its files are. */
const restoredPrefix = 'restored-';
/** What stood in its place before. */
const replacedPrefix = 'replaced-';
/** A copy of an earlier version that is brought up to date to be read. */
export const upgradingPrefix = 'upgrading-';

const sidecars = ['-wal', '-shm'];

/**
 * Makes what is in `restoring` the state, in one step that a killed process does not leave half done: the directory gets
 * another name, and whoever opens the state next carries its files over.
 *
 * @returns where the state that stood there before is now, or null
 */
export function putRestoredInPlace(directory: string, now: Date): string | null {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('.', '-');
  renameSync(join(directory, restoringName), join(directory, `${restoredPrefix}${stamp}`));
  finishRestore(directory);
  const replaced = join(directory, `${replacedPrefix}${stamp}`);
  return existsSync(replaced) ? replaced : null;
}

/**
 * Carries over a restored state of which some files are not in their place yet. Does nothing when there is none.
 *
 * @throws {StorageError} when the disk refuses
 */
export function finishRestore(directory: string): void {
  try {
    carryOver(directory);
  } catch (error) {
    throw toStorageError(error, directory);
  }
}

function carryOver(directory: string): void {
  for (const name of namesIn(directory).filter((one) => one.startsWith(restoredPrefix))) {
    const restored = join(directory, name);
    const replaced = join(directory, name.replace(restoredPrefix, replacedPrefix));
    const within = namesIn(restored);
    if (within.includes(databaseName)) {
      // the old log must not be taken for one of the new file
      for (const sidecar of sidecars) setAside(directory, databaseName + sidecar, replaced);
      setAside(directory, databaseName, replaced);
      move(join(restored, databaseName), join(directory, databaseName));
    }
    if (within.includes(secretKeyName)) {
      setAside(directory, secretKeyName, replaced);
      move(join(restored, secretKeyName), join(directory, secretKeyName));
    }
    rmSync(restored, { recursive: true, force: true });
  }
}

/** Removes what was set aside, or left by a killed process, before this time: chats of then are in it. */
export function removeOldStates(directory: string, before: Date): void {
  const prefixes = [restoringName, replacedPrefix, upgradingPrefix];
  for (const name of namesIn(directory)) {
    const path = join(directory, name);
    if (prefixes.some((prefix) => name.startsWith(prefix)) && statSync(path).mtime < before)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Whoever works as root leaves to the user of Vigie what is the state's. */
export function giveToOwner(path: string, directory: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(directory);
  chownSync(path, uid, gid);
}

/** @throws {StorageError} when this user may not go where the state is */
export function checkAccess(directory: string): void {
  try {
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (isMissing(error)) return; // who needs it says so
    throw new StorageError(
      `${directory} cannot be used by this user: do this as the user that runs Vigie, such as with "sudo -u vigie".`,
      { cause: error },
    );
  }
}

function setAside(directory: string, name: string, replaced: string): void {
  if (!existsSync(join(directory, name))) return;
  mkdirSync(replaced, { recursive: true, mode: 0o700 });
  giveToOwner(replaced, directory);
  move(join(directory, name), join(replaced, name));
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isMissing(error)) throw error; // another process that opens the state carried it over just now
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
