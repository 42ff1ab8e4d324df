import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError, toStorageError } from './storage-error.ts';

const keyBytes = 32;
const secretKeyName = 'secret.key';

/**
 * The key of this installation, kept in `secret.key`; made at the first start, readable by nobody else.
 *
 * @returns 32 bytes
 * @throws {StorageError} when it cannot be read, made, or is no key
 */
export async function loadSecretKey(directory: string): Promise<Uint8Array> {
  const file = join(directory, secretKeyName);
  try {
    const text = (await readIfThere(file)) ?? (await makeKey(directory, file));
    if (!/^[0-9a-f]{64}\n?$/.test(text))
      throw new StorageError(
        `${file}: does not hold a key: restore it from a backup, or remove it and the database beside it to begin anew`,
      );
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return Buffer.from(text.trim(), 'hex');
  } catch (error) {
    throw toStorageError(error, file);
  }
}

function readIfThere(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Written whole under another name first: neither a killed process nor a second one leaves half a key or two keys. */
async function makeKey(directory: string, file: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(keyBytes).toString('hex')}\n`);
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
  return readFile(file, 'utf8');
}
