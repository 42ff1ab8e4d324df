import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Knowledge } from '../../knowledge/schema.ts';
import { shownTexts } from '../../knowledge/shown-texts.ts';
import { isEasy } from '../../rendering/readability.ts';

const table = z.record(z.string(), z.string());
const named = 3;

/** What each language needs a translation of: English of every text, easy French of those that are not easy as they are. */
const needs: Readonly<Record<string, (text: string) => boolean>> = {
  en: () => true,
  'fr-simple': (text) => !isEasy(text),
};

/** The texts that a language shows in ordinary French for want of a translation, by language. */
export async function untranslated(
  texts: readonly string[],
  localesDirectory: string,
): Promise<Readonly<Record<string, string[]>>> {
  const found = await Promise.all(
    Object.entries(needs).map(async ([language, needed]) => {
      const file = await readFile(join(localesDirectory, language, 'data.json'), 'utf8');
      const translations = table.parse(JSON.parse(file));
      return [language, texts.filter((text) => needed(text) && !(text in translations))] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** Warnings for the curator: the facts are valid, and some are not said in every language. */
export async function translationWarnings(knowledge: Knowledge, localesDirectory: string): Promise<string[]> {
  const missing = await untranslated(shownTexts(knowledge), localesDirectory);
  return Object.entries(missing).flatMap(([language, texts]) =>
    texts.length === 0
      ? []
      : [
          `Warning: ${texts.length} texts have no translation in locales/${language}/data.json and are shown in French:`,
          ...texts.slice(0, named).map((text) => `  ${text}`),
          ...(texts.length > named ? [`  ... and ${texts.length - named} more`] : []),
        ],
  );
}
