import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { StorageError } from '../storage-error.ts';
import { toFileError } from './file-error.ts';
import { decodeEnding, decodeHeader, type Header } from './format.ts';
import { rowsAtOnce } from './ports.ts';
import { decodeRow, tableNames, type ArchiveRow } from './tables.ts';

export type Archive = {
  readonly header: Header;
  /** All rows, some at a time; throws at the end when the whole was not sound, so nothing of it counts before. */
  rows(): AsyncIterable<readonly ArchiveRow[]>;
  close(): Promise<void>;
};

/** No line of ours comes near; what does is no backup. */
const longestLine = 8 * 1024 * 1024;

/**
 * Opens a backup and reads its first line.
 *
 * @throws {StorageError} when it is no backup, damaged, cut short, or of a newer Vigie
 */
export async function openArchive(file: string): Promise<Archive> {
  const lines = linesOf(file);
  const close = async () => {
    await lines.return(undefined);
  };
  const first = await lines.next();
  const header = first.done === true ? 'foreign' : decodeHeader(parsed(first.value));
  if (typeof header === 'string') {
    await close();
    throw new StorageError(
      header === 'newer'
        ? `${file} was made by a newer Vigie: install that version, and restore with it.`
        : `${file} is no backup of Vigie.`,
    );
  }
  return { header, rows: () => rowsOf(file, header, first.value ?? Buffer.of(), lines), close };
}

async function* rowsOf(
  file: string,
  header: Header,
  firstLine: Buffer,
  lines: AsyncIterable<Buffer>,
): AsyncGenerator<readonly ArchiveRow[]> {
  const damaged = () => new StorageError(`${file} is damaged: take another backup. Nothing was changed.`);
  const hash = createHash('sha256').update(firstLine);
  const counts = new Map<string, number>();
  let total = 0;
  let ended = false;
  let some: ArchiveRow[] = [];
  for await (const line of lines) {
    if (ended) throw damaged();
    const value = parsed(line);
    const row = decodeRow(value);
    if (row) {
      hash.update(line);
      total++;
      counts.set(row.table, (counts.get(row.table) ?? 0) + 1);
      some.push(row);
      if (some.length === rowsAtOnce) {
        yield some;
        some = [];
      }
      continue;
    }
    const ending = decodeEnding(value);
    if (ending?.rows !== total || ending.sha256 !== hash.digest('hex')) throw damaged();
    ended = true;
  }
  if (!ended) throw new StorageError(`${file} is cut short: take another backup. Nothing was changed.`);
  if (tableNames.some((name) => (counts.get(name) ?? 0) !== header.rows[name])) throw damaged();
  if (some.length > 0) yield some;
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

/** The lines, each with its end. */
async function* linesOf(file: string): AsyncGenerator<Buffer, undefined> {
  const input = createReadStream(file);
  const unzipped = createGunzip();
  input.on('error', (error) => {
    unzipped.destroy(error);
  });
  let begun = false;
  let rest: Buffer[] = [];
  let restBytes = 0;
  try {
    for await (const chunk of input.pipe(unzipped) as AsyncIterable<Buffer>) {
      begun = true;
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end + 1)]);
        rest = [];
        restBytes = 0;
        from = end + 1;
      }
      restBytes += chunk.length - from;
      if (restBytes > longestLine) throw new StorageError(`${file} is no backup of Vigie.`);
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
    if (restBytes > 0) yield Buffer.concat(rest);
  } catch (error) {
    throw toReadError(error, file, begun);
  } finally {
    input.destroy();
    unzipped.destroy();
  }
}

function toReadError(error: unknown, file: string, begun: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR')
    return new StorageError(`${file} is cut short: take another backup. Nothing was changed.`);
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new StorageError(
      begun
        ? `${file} is damaged: take another backup. Nothing was changed.`
        : `${file} is no backup of Vigie.`,
    );
  return toFileError(error, file, 'reading');
}
