import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { readFiles, validate } from './load.ts';
import { parseFiles } from './parse.ts';
import { KnowledgeError } from './problem.ts';
import type { Insurer } from './schema.ts';

/**
 * Changes insurers.json when the whole of data/ stays valid with the change, and leaves it untouched otherwise.
 *
 * @param change gets the insurers as they are and gives them as they shall be; anything it throws stops the change
 * @param today `2026-11-24`: nothing may be dated later
 * @throws {KnowledgeError} with what would be wrong
 */
export async function changeInsurers(
  directory: string,
  change: (insurers: readonly Insurer[]) => readonly unknown[],
  { today }: { readonly today: string },
): Promise<void> {
  const { files, problems } = await readFiles(directory);
  const before = validate(directory, parseFiles(files), { problems, today });
  const content = { insurers: change(before.insurers) };
  const after = parseFiles(new Map([...files, ['insurers.json', content]]));
  try {
    validate(directory, after, { today });
  } catch (error) {
    if (error instanceof KnowledgeError)
      throw new KnowledgeError(error.problems, 'nothing was written, because it would be wrong:');
    throw error;
  }
  const file = new Low<unknown>(new JSONFile(join(directory, 'insurers.json')), content);
  await file.write();
}
