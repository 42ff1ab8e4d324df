import { createPseudonym } from '../../privacy/pseudonym.ts';
import { readSecretKey } from '../secret-key.ts';
import { StorageError } from '../storage-error.ts';

/** Where the state is kept, as the environment says. */
export type Place = {
  /** PostgreSQL; null: the embedded store. */
  readonly databaseUrl: string | null;
  readonly directory: string;
  /** 32 bytes; null: the key in the directory. */
  readonly secretKey: Uint8Array | null;
};

/** What the state notes of the key that it was written with. */
export function keyCheckFor(secretKey: Uint8Array): string {
  return createPseudonym(secretKey, 'key-check')('', '');
}

/**
 * The key of a state that is there.
 *
 * @param keyCheck what the state notes of its key; null when nothing
 * @throws {StorageError} when it is not there, or another one
 */
export async function keyOf({ directory, secretKey }: Place, keyCheck: string | null): Promise<Uint8Array> {
  const key = secretKey ?? (await readSecretKey(directory));
  if (!key)
    throw new StorageError(
      `The key of the state is not there: ${directory} has no secret.key. Set STATE_DIR, or SECRET_KEY.`,
    );
  if (keyCheck !== null && keyCheck !== keyCheckFor(key))
    throw new StorageError(
      `The state was written with another key than ${secretKey ? 'SECRET_KEY' : `the one in ${directory}`}: give that one, it could not be opened with this.`,
    );
  return key;
}
