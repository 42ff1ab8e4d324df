import { statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that somebody means as a picture or document when they write nothing but its path. */
const endings = /\.(?:png|jpe?g|jfif|webp|gif|bmp|tiff?|heic|heif|avif|pdf|eml)$/i;
/** In bytes; the reader refuses less than this by itself, and more would only fill the memory. */
const largest = 50 * 1024 * 1024;

/** A file that is not fetched for its size. */
class TooLargeError extends Error {
  readonly code = 'too-large';
}

/** The path of an existing picture or document, when a line is one: as typed, quoted, dropped on a terminal, or a file URL. */
export function pictureFileIn(line: string): string | null {
  const text = line.trim();
  const bare = /^(?:"(.+)"|'(.+)')$/.exec(text);
  const path = pathOf(bare?.[1] ?? bare?.[2] ?? text);
  if (path === null || !endings.test(path)) return null;
  try {
    return statSync(path).isFile() ? path : null;
  } catch {
    return null; // it is none, or not to be read
  }
}

function pathOf(text: string): string | null {
  if (text.length > 4096 || text.includes('\0')) return null;
  if (text.startsWith('file://')) {
    try {
      return fileURLToPath(text);
    } catch {
      return null;
    }
  }
  const plain = text.replace(/\\([ ()'&])/g, '$1'); // terminals escape what is dropped on them
  return resolve(plain.startsWith('~/') ? plain.replace('~', homedir()) : plain);
}

/** Fetches the bytes of a file; rejects with the code `too-large` without reading one that is. */
export function loadFile(path: string): () => Promise<Uint8Array> {
  return async () => {
    const { size } = await stat(path);
    if (size > largest) throw new TooLargeError('the file is too large to be read');
    return readFile(path);
  };
}
