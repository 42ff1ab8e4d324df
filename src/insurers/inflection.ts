import type { Grammar } from './grammar.ts';

const shortestInflected = 5;
const shortestStem = 4;

/**
 * Makes the question whether a word is a plural, feminine or verb form of a listed word.
 *
 * @param listed words as a dictionary has them
 */
export function createInflection(
  listed: ReadonlySet<string>,
  { pluralEndings, feminineEndings, verbEndings, infinitiveEndings }: Grammar,
): (word: string) => boolean {
  const plural = ending(pluralEndings);
  const feminine = ending(feminineEndings);
  const verb = new Set(verbEndings);
  const longestVerb = Math.max(...verbEndings.map(({ length }) => length));
  const stemOf = (form: string): string => {
    for (let length = longestVerb; length > 0; length--)
      if (verb.has(form.slice(-length))) return form.slice(0, -length);
    return '';
  };
  return (word) => {
    if (word.length < shortestInflected) return false;
    const single = word.replace(plural, '');
    if (listed.has(single) || listed.has(single.replace(feminine, ''))) return true;
    return [word, single].some((form) => {
      const stem = stemOf(form);
      return (
        stem.length >= shortestStem && infinitiveEndings.some((infinitive) => listed.has(stem + infinitive))
      );
    });
  };
}

function ending(endings: readonly string[]): RegExp {
  return new RegExp(`(?:${endings.join('|')})$`);
}
