import { resolve } from 'node:path';
import { loadCountableWords, type CountableWords } from '../src/assistant/asked-words.ts';
import { loadAssistantParts, type AssistantParts } from '../src/assistant/load.ts';

/** What the assistant needs, and what counts unknown words beside it. */
export type FuzzParts = AssistantParts & { readonly countableWords: CountableWords };

/** The repository's own facts, words and models. */
export async function loadParts(): Promise<FuzzParts> {
  const root = resolve(import.meta.dirname, '..');
  const localesDirectory = resolve(root, 'locales');
  const { brain, translate, words } = await loadAssistantParts({
    dataDirectory: resolve(root, 'data'),
    localesDirectory,
  });
  return { brain, translate, countableWords: await loadCountableWords(localesDirectory, words) };
}
