import type { GuardKind, MatchingData } from './matching-data.ts';
import type { NameForm } from './name-form.ts';
import { compared } from './name-parts.ts';
import type { Vocabulary } from './vocabulary.ts';

export type NameGuard = Pick<NameForm, 'guard' | 'unless' | 'notAfter'>;

/** The curated guards, by the words of the name with spaces between. */
export function curatedGuards({ guards }: MatchingData, vocabulary: Vocabulary): Map<string, NameGuard> {
  return new Map(
    guards.flatMap(({ needs, names, unless, notAfter }) =>
      names.map((name): [string, NameGuard] => [
        compared(name, vocabulary).words.join(' '),
        { guard: needs, unless: new Set(unless), notAfter: new Set(notAfter) },
      ]),
    ),
  );
}

/** The guard that follows from the vocabulary. */
export function guardOf(
  words: readonly string[],
  vocabulary: Vocabulary,
  heads: ReadonlySet<string>,
): GuardKind {
  const [only] = words;
  if (words.length === 1 && only !== undefined) {
    if (only.length <= 2) return 'word';
    if (vocabulary.isFirstName(only)) return 'name';
    if (vocabulary.isListed(only)) return 'word';
    return only.length === 3 ? 'acronym' : 'plain';
  }
  // "abeille assurances" names what "abeille" alone does not
  const named = words.some((word) => heads.has(word));
  return words.length === 2 && !named && words.every(vocabulary.isListed) ? 'word' : 'plain';
}
