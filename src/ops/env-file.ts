import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv, TextDecoder } from 'node:util';
import { ConfigurationError, type Variables } from './config.ts';

export type EnvironmentFile = {
  readonly path: string;
  /** Null: there is no such file, which is no fault. */
  readonly variables: Variables | null;
  /** Whether other users of this machine may read it. */
  readonly isOpen: boolean;
};

const causes: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: give it to the user that runs Vigie (chown), and keep it to that user (chmod 600)',
  EPERM: 'cannot be read: give it to the user that runs Vigie (chown), and keep it to that user (chmod 600)',
  EISDIR:
    'is a directory (Docker makes one when the file to mount is missing): remove it, and copy .env.example to .env',
};

/**
 * Reads the settings of `.env` in a directory.
 *
 * @throws {ConfigurationError} that names the file, what is wrong and the mend; never a value
 */
export function readEnvironmentFile(directory: string): EnvironmentFile {
  const path = resolve(directory, '.env');
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return { path, variables: null, isOpen: false };
    throw new ConfigurationError(
      `${path} ${causes[code] ?? `cannot be read (${code}): correct or remove it`}`,
    );
  }
  const text = decoded(bytes, path);
  const wrong = wrongLine(text);
  if (wrong !== null)
    throw new ConfigurationError(
      `${path}, line ${wrong.number}: ${wrong.reason}: write NAME=value, one a line, remarks after #`,
    );
  return { path, variables: parseEnv(text), isOpen: (statSync(path).mode & 0o007) !== 0 };
}

/**
 * Takes the settings of `.env` into the environment, which wins, also with an empty value.
 *
 * @throws {ConfigurationError} as above
 */
export function loadEnvironmentFile(
  directory = '.',
  environment: Record<string, string | undefined> = process.env,
): EnvironmentFile {
  const file = readEnvironmentFile(directory);
  for (const [name, value] of Object.entries(file.variables ?? {})) environment[name] ??= value;
  return file;
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes); // takes a byte order mark away
    if (!text.includes('\0')) return text;
  } catch {
    // said below
  }
  throw new ConfigurationError(`${path} is no plain text: save it anew in the encoding UTF-8`);
}

/** The first line that sets nothing: the parser of Node passes over it in silence. */
function wrongLine(text: string): { number: number; reason: string } | null {
  let open: { quote: string; number: number } | null = null;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const number = index + 1;
    if (open) {
      if (line.includes(open.quote)) open = null;
      continue;
    }
    if (/^\s*(?:#|$)/.test(line)) continue;
    const value = /^\s*(?:export\s+)?[A-Za-z_]\w*[ \t]*=[ \t]*(.*)$/.exec(line)?.[1];
    if (value === undefined) return { number, reason: 'sets no variable' };
    const quote = /^["'`]/.exec(value)?.[0];
    if (quote !== undefined && !value.slice(1).includes(quote)) open = { quote, number };
  }
  return open && { number: open.number, reason: `the quote ${open.quote} is never closed` };
}
