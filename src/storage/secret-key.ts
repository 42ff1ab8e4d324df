import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError, toStorageError } from './storage-error.ts';

const keyBytes = 32;
export const secretKeyName = 'secret.key';

/**
 * The key of this installation, kept in `secret.key`; made at the first start, readable by nobody else.
 *
 * @returns 32 bytes
 * @throws {StorageError} when it cannot be read, made, or is no key
 */
export async function loadSecretKey(directory: string): Promise<Uint8Array> {
  const file = join(directory, secretKeyName);
  try {
    const key = keyIn((await readIfThere(file)) ?? (await makeKey(directory, file)), file);
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return key;
  } catch (error) {
    throw toStorageError(error, file);
  }
}

/** The key that is there already; null when there is none. */
export async function readSecretKey(directory: string): Promise<Uint8Array | null> {
  const file = join(directory, secretKeyName);
  try {
    const text = await readIfThere(file);
    return text === null ? null : keyIn(text, file);
  } catch (error) {
    throw toStorageError(error, file);
  }
}

function keyIn(text: string, file: string): Uint8Array {
  if (!/^[0-9a-f]{64}\n?$/.test(text))
    throw new StorageError(
      `${file}: does not hold a key: restore it from a backup, or remove it and the database beside it to begin anew`,
    );
  return Buffer.from(text.trim(), 'hex');
}

function readIfThere(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

async function makeKey(directory: string, file: string): Promise<string> {
  await writeKey(directory, file, randomBytes(keyBytes));
  return readFile(file, 'utf8');
}

/** Keeps a key that is not made here, where there is none. */
export async function keepSecretKey(directory: string, key: Uint8Array): Promise<void> {
  const file = join(directory, secretKeyName);
  try {
    await writeKey(directory, file, key);
  } catch (error) {
    throw toStorageError(error, file);
  }
}

/** Written whole under another name first: neither a killed process nor a second one leaves half a key or two keys. */
async function writeKey(directory: string, file: string, key: Uint8Array): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(key).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    await rm(draft);
  } catch (error) {
    const alreadyMade = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    await (alreadyMade ? rm(draft) : rename(draft, file)); // some file systems know no links
  }
}
