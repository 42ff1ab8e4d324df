import { fold, words } from '../understanding/normalise.ts';
import { createGlue, type Glue } from './glued-names.ts';
import type { Grammar } from './grammar.ts';
import type { Cues, MatchingData } from './matching-data.ts';
import type { NamedInsurer, NameForm } from './name-form.ts';
import { nameForms } from './name-forms.ts';
import { compared } from './name-parts.ts';
import { createNearNames, type NearNames } from './near-names.ts';
import { remembered } from './remembered.ts';
import { createSounds, type Sounds } from './sound.ts';
import { lettersReader } from './spoken-letters.ts';
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
  /** Whether a key of `exact` may begin so. */
  readonly beginsExact: (letters: string) => boolean;
  readonly nearNames: NearNames;
  /** The ways to read a whole word as names of letters: `gé` for g. */
  readonly spokenLetters: (word: string) => readonly string[];
  /** Joined words of phrases that hold a name without meaning it. */
  readonly notInsurers: ReadonlySet<string>;
  /** Insurers with a name that is these generic words, three at most, or begins with them. */
  readonly beginningWith: (words: readonly string[]) => readonly string[];
  /** Insurers with a name whose first word begins with these three letters or more, and goes on. */
  readonly beginningWithLetters: (letters: string) => readonly string[];
};

const familyLength = 12;
const longestHead = 3;
const shortestBeginning = 3;
/** So many letters at the beginning tell most words from all names. */
const tellingLetters = 4;

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
  const isListed = (word: string): boolean => names.has(word) || vocabulary.isListed(word);
  const sounds = createSounds(isListed);
  const nearNames = createNearNames(sounds);
  const gluedWords = matching.generic.filter((word) => word.length >= 8);
  const heads = new Map<string, Set<string>>();
  const begun = new Map<string, Set<string>>();
  for (const form of forms) {
    if (form.insurers.length === 1) addHeads(heads, form, vocabulary);
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
    beginsExact: beginnings(exact.keys()),
    nearNames,
    spokenLetters: remembered(lettersReader(matching.letterNames), isListed),
    notInsurers: new Set(matching.notInsurers.map((phrase) => compared(phrase, vocabulary).keys[0] ?? '')),
    beginningWith: (words) => [...(heads.get(words.join(' ')) ?? [])],
    beginningWithLetters: (letters) => [...(begun.get(letters) ?? [])],
  };
}

/** Tells by a few letters whether some key may begin with a text. */
function beginnings(keys: Iterable<string>): (text: string) => boolean {
  const starts = new Set(Array.from(keys, (key) => key.slice(0, tellingLetters)));
  return (text) => text.length < tellingLetters || starts.has(text.slice(0, tellingLetters));
}

/** Files an insurer under the generic words that a name begins with. */
function addHeads(heads: Map<string, Set<string>>, form: NameForm, { isGeneric }: Vocabulary): void {
  for (let count = 1; count <= longestHead && isGeneric(form.words[count - 1] ?? ''); count++) {
    const head = form.words.slice(0, count).join(' ');
    const ids = heads.get(head) ?? new Set();
    heads.set(head, ids);
    if (ids.size < familyLength) ids.add(form.insurers[0] ?? '');
  }
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
