import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StorageError } from '../storage-error.ts';
import { toFileError } from './file-error.ts';
import { encodeHeader, type Header } from './format.ts';
import type { ArchiveSource } from './ports.ts';
import { openArchive } from './read.ts';
import { encodeRow } from './tables.ts';

/** Most of the gain for a third of the time: the state is read meanwhile. */
const compression = 3;

/**
 * Writes a backup whole under another name first, readable by nobody else. A backup of that name is replaced, no other file.
 *
 * @returns the size in bytes
 * @throws {StorageError} naming the file, what is wrong, and the mend
 */
export async function writeArchive(file: string, header: Header, source: ArchiveSource): Promise<number> {
  await mayBeReplaced(file);
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  try {
    await pipeline(
      Readable.from(textOf(header, source), { objectMode: false }),
      createGzip({ level: compression }),
      createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
      { signal: stop.signal },
    );
    await rename(draft, file);
    return (await stat(file)).size;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (stop.signal.aborted) throw new StorageError('The backup was stopped; nothing was written.');
    throw toFileError(error, file, 'writing');
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
  }
}

async function* textOf(header: Header, source: ArchiveSource): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const hashed = (text: string) => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    return bytes;
  };
  let rows = 0;
  yield hashed(`${encodeHeader(header)}\n`);
  for await (const some of source.rows()) {
    rows += some.length;
    yield hashed(some.map((row) => `${encodeRow(row)}\n`).join(''));
  }
  yield Buffer.from(`${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`);
}

/** A slip of the keyboard must not cost a file that is no backup. */
async function mayBeReplaced(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) return; // what is wrong with the place shows when it is written
  if (found.isDirectory()) throw new StorageError(`${file} is a directory: name the file in it.`);
  try {
    await (await openArchive(file)).close();
  } catch {
    throw new StorageError(`${file} is there already and is no backup: name another file.`);
  }
}
