import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { checkKnowledge } from './check.ts';
import { fileSchemas, incidentsFolder, parseFiles, type Files, type Parsed } from './parse.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import type { Knowledge } from './schema.ts';

export type LoadOptions = {
  /** `2026-11-24`: refuse what is dated later. Left out, the future is not looked at. */
  readonly today?: string;
};

/**
 * Reads every fact of `directory`, checked as a whole.
 *
 * @throws {KnowledgeError} when a file is missing, is not JSON, does not fit its schema or contradicts another
 */
export async function loadKnowledge(directory: string, { today }: LoadOptions = {}): Promise<Knowledge> {
  const { files, problems } = await readFiles(directory);
  return validate(directory, parseFiles(files), { problems, today });
}

/** The checked knowledge of parsed files, or the error that names what is wrong with `directory` in front. */
export function validate(
  directory: string,
  parsed: Parsed,
  {
    problems = [],
    today,
  }: { readonly problems?: readonly Problem[]; readonly today?: string | undefined } = {},
): Knowledge {
  const unread = new Set(problems.map(({ file }) => file));
  const misfits = [...problems, ...parsed.problems.filter(({ file }) => !unread.has(file))];
  // cross-checks of half-read facts would bury the cause under its consequences
  const found =
    misfits.length > 0
      ? misfits
      : checkKnowledge(parsed.knowledge, {
          exceptions: parsed.exceptions,
          ...(today !== undefined && { today }),
        });
  if (found.length > 0)
    throw new KnowledgeError(found.map((problem) => ({ ...problem, file: join(directory, problem.file) })));
  return parsed.knowledge;
}

/** What lowdb leaves in place when there is no file; it insists on a default that is not empty. */
const absent: unknown = Object.freeze({});

/** Reads the files of data/ without judging them; one that is not JSON is a problem. */
export async function readFiles(directory: string): Promise<{ files: Files; problems: Problem[] }> {
  const problems: Problem[] = [];
  const names = [...Object.keys(fileSchemas), ...(await incidentNames(directory))];
  const contents = await Promise.all(
    names.map(async (name): Promise<[string, unknown][]> => {
      try {
        const file = new Low<unknown>(new JSONFile(join(directory, name)), absent);
        await file.read();
        return file.data === absent ? [] : [[name, file.data]];
      } catch (error) {
        problems.push({
          file: name,
          path: '',
          reason:
            error instanceof SyntaxError
              ? `it is not JSON (${error.message})`
              : `it cannot be read (${String(error)})`,
        });
        return [];
      }
    }),
  );
  return { files: new Map(contents.flat()), problems };
}

async function incidentNames(directory: string): Promise<string[]> {
  try {
    const names = await readdir(join(directory, incidentsFolder));
    return names
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort()
      .map((name) => `${incidentsFolder}/${name}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []; // told by the references that then lead nowhere
    throw error;
  }
}
