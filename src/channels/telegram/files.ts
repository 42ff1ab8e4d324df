import type { Api } from 'grammy';

/** A picture or document that somebody sent. */
export type FileReference = { readonly id: string; readonly bytes: number | null };
export type FetchFile = (file: FileReference) => Promise<Uint8Array>;

/** What the Bot API hands out at most, in bytes (https://core.telegram.org/bots/api#getfile). */
const largest = 20 * 1024 * 1024;
const milliseconds = 60_000;

/** A file that cannot be had. Its message never holds the address, which contains the token. */
class FileError extends Error {
  readonly code: 'too-large' | 'not-loaded';
  constructor(code: FileError['code']) {
    super(`a file of Telegram cannot be had: ${code}`);
    this.code = code;
  }
}

/**
 * Fetches files from Telegram's own server into memory.
 *
 * @throws {FileError} `too-large` above 20 MB, `not-loaded` when it does not come whole in a minute
 */
export function createFileFetcher(
  api: Api,
  { token, apiRoot }: { readonly token: string; readonly apiRoot: string },
  signal: AbortSignal,
): FetchFile {
  return async ({ id, bytes }) => {
    if (bytes !== null && bytes > largest) throw new FileError('too-large');
    const either = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
    const { file_path: path } = await api.getFile(id, either as Parameters<typeof api.getFile>[1]); // grammY's own type of a signal is the platform's
    if (path === undefined) throw new FileError('not-loaded');
    const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, { signal: either }).catch(() => null);
    if (!response?.ok || !response.body) throw new FileError('not-loaded');
    return collected(response.body);
  };
}

async function collected(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > largest) throw new FileError('too-large');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('not-loaded');
  }
  return Buffer.concat(chunks);
}
