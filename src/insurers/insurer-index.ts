import { fold, words } from '../understanding/normalise.ts';
import { createGlue, type Glue } from './glued-names.ts';
import type { Grammar } from './grammar.ts';
import type { Cues, MatchingData } from './matching-data.ts';
import type { NamedInsurer, NameForm } from './name-form.ts';
import { nameForms } from './name-forms.ts';
import { compared } from './name-parts.ts';
import { createNearNames, type NearNames } from './near-names.ts';
import { createSounds, type Sounds } from './sound.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** Everything that look-ups need; made once for a list of insurers. */
export type InsurerIndex = {
  readonly vocabulary: Vocabulary;
  /** Sound keys; those of names and everyday words are made once. */
  readonly sounds: Sounds;
  readonly cues: Cues;
  readonly grammar: Grammar;
  readonly glue: Glue;
  readonly exact: ReadonlyMap<string, readonly NameForm[]>;
  readonly nearNames: NearNames;
  /** Letters by the ways to write their names: `gé` for g. */
  readonly letterNames: ReadonlyMap<string, string>;
  /** Joined words of phrases that hold a name without meaning it. */
  readonly notInsurers: ReadonlySet<string>;
  /** Insurers with a name that is these words or begins with them. */
  readonly beginningWith: (words: readonly string[]) => readonly string[];
  /** Insurers with a name whose first word begins with these three letters or more, and goes on. */
  readonly beginningWithLetters: (letters: string) => readonly string[];
};

const familyLength = 12;
const shortestBeginning = 3;

/**
 * Builds the index: every name and alias as written, and under keys of its sound.
 *
 * @param insurers the records of the facts
 * @param matching the curated vocabulary
 */
export function createInsurerIndex(insurers: readonly NamedInsurer[], matching: MatchingData): InsurerIndex {
  const vocabulary = createVocabulary(matching, nameWords(insurers, matching));
  const exact = nameForms(insurers, matching, vocabulary);
  const forms = new Set([...exact.values()].flat());
  const names = new Set([...forms].flatMap(({ words }) => [...words, words.join('')]));
  const sounds = createSounds((word) => names.has(word) || vocabulary.isListed(word));
  const nearNames = createNearNames(sounds);
  const gluedWords = matching.generic.filter((word) => word.length >= 8);
  const heads = new Map<string, Set<string>>();
  const begun = new Map<string, Set<string>>();
  for (const form of forms) {
    for (let count = 1; count <= Math.min(3, form.words.length); count++) {
      const head = form.words.slice(0, count).join(' ');
      const ids = heads.get(head) ?? new Set();
      heads.set(head, ids);
      if (form.insurers.length === 1 && ids.size < familyLength) ids.add(form.insurers[0] ?? '');
    }
    if (form.insurers.length === 1 && (form.guard === 'plain' || form.guard === 'acronym'))
      addBeginnings(begun, form);
    // "mutuellelmp" is too near to every short name behind "mutuelle"
    if (form.core.length < 4 || gluedWords.some((word) => form.core.startsWith(word))) continue;
    nearNames.add(form);
  }
  return {
    vocabulary,
    sounds,
    cues: matching.cues,
    grammar: matching.grammar,
    glue: createGlue(matching.grammar.glued),
    exact,
    nearNames,
    letterNames: new Map(
      Object.entries(matching.letterNames).flatMap(([letter, names]) =>
        names.map((name) => [name, letter] as const),
      ),
    ),
    notInsurers: new Set(matching.notInsurers.map((phrase) => compared(phrase, vocabulary).keys[0] ?? '')),
    beginningWith: (words) => [...(heads.get(words.join(' ')) ?? [])],
    beginningWithLetters: (letters) => [...(begun.get(letters) ?? [])],
  };
}

/** Files an insurer under each beginning of the first word of a name that says something. */
function addBeginnings(begun: Map<string, Set<string>>, { words, core, insurers }: NameForm): void {
  const first = words.find((word) => core.startsWith(word)) ?? '';
  for (let length = shortestBeginning; length < first.length; length++) {
    const letters = first.slice(0, length);
    const ids = begun.get(letters) ?? new Set();
    begun.set(letters, ids);
    if (ids.size < familyLength) ids.add(insurers[0] ?? '');
  }
}

function nameWords(insurers: readonly NamedInsurer[], { names }: MatchingData): Set<string> {
  const all = insurers.flatMap(({ id, name, aliases }) => [name, ...aliases, ...(names[id] ?? [])]);
  return new Set(all.flatMap((name) => words(fold(name))));
}
