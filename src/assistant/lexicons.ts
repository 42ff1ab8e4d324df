import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A file of words that cannot be used; the message says which, why, and what to do. */
export class LocaleError extends Error {
  readonly code = 'locale-invalid';
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}. Restore it from the repository, or correct it.`, options);
  }
}

/** Reads a JSON file and validates it. Throws a LocaleError that names the file and the place. */
export async function readChecked<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LocaleError(file, 'cannot be read', { cause });
  });
  return checked(file, text, schema);
}

/** Validates the text of a JSON file. Throws a LocaleError that names the file and the place. */
export function checked<T>(file: string, text: string, schema: z.ZodType<T>): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new LocaleError(file, 'is not valid JSON', { cause });
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw new LocaleError(file, z.prettifyError(result.error).replaceAll('\n', ' '));
  return result.data;
}
