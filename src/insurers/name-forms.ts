import type { MatchingData } from './matching-data.ts';
import type { NamedInsurer, NameForm } from './name-form.ts';
import { curatedGuards, guardOf } from './name-guards.ts';
import { compared, coreAlone, partsOf, rareWords, turnedRound } from './name-parts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A form before equal ones of several insurers are put together. */
type Draft = Omit<NameForm, 'insurers' | 'partial'> & {
  readonly insurer: string;
  readonly keys: readonly string[];
  readonly part: Part;
};

const unguarded = { unless: new Set<string>(), notAfter: new Set<string>() };

/** How much of a name a form is: all of it, its core, one rare word. */
const parts = ['whole', 'core', 'rare-word'] as const;
type Part = (typeof parts)[number];

/** Makes the forms of all names: as they stand, parts between dashes, and the core without generic words. */
export function nameForms(
  insurers: readonly NamedInsurer[],
  data: MatchingData,
  vocabulary: Vocabulary,
): Map<string, NameForm[]> {
  const guards = curatedGuards(data, vocabulary);
  const draft = (
    insurer: string,
    words: string[],
    keys: readonly string[],
    part: Part,
    curated: boolean,
  ): Draft => {
    const core = words.filter((word) => !vocabulary.isGeneric(word)).join('');
    const guard = guards.get(words.join(' '));
    const usual = curated && words.length > 1 ? 'plain' : guardOf(words, vocabulary, data.grammar.heads);
    const needs = part === 'rare-word' ? 'word' : (guard?.guard ?? usual);
    const { unless, notAfter } = guard ?? unguarded;
    return { insurer, words, keys, core, guard: needs, unless, notAfter, part };
  };

  const { heads } = data.grammar;
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  const add = (
    insurer: string,
    words: string[],
    keys: readonly string[],
    part: Part,
    curated = false,
  ): void => {
    const mark = `${insurer} ${words.join(' ')}`;
    if (words.join('').length < 2 || seen.has(mark)) return;
    // "assurances" or "solution santé" alone name nobody
    if (words.every(vocabulary.isGeneric) && (words.length < 2 || !words.some((word) => heads.has(word))))
      return;
    seen.add(mark);
    drafts.push(draft(insurer, words, keys, part, curated));
  };
  const known = new Set(insurers.map(({ id }) => id));
  const rare = rareWords(insurers, vocabulary);
  for (const insurer of insurers) {
    const names = [insurer.name, ...insurer.aliases].flatMap(partsOf);
    const written = names.map((name) => compared(name, vocabulary));
    for (const { words, keys } of written) add(insurer.id, words, keys, 'whole');
    for (const { words } of written) {
      // "Viva Mutuelle" is also called "la mutuelle Viva"
      if (guards.get(words.join(' '))?.guard === 'bank') continue;
      for (const turned of turnedRound(words, heads)) add(insurer.id, turned, [turned.join('')], 'whole');
    }
    for (const name of data.names[insurer.id] ?? []) {
      const { words, keys } = compared(name, vocabulary);
      add(insurer.id, words, keys, 'whole', true);
    }
    for (const name of names) {
      const core = coreAlone(name, vocabulary);
      if (core.length > 0) add(insurer.id, core, [core.join('')], 'core');
    }
    for (const word of rare.get(insurer.id) ?? []) add(insurer.id, [word], [word], 'rare-word');
  }
  for (const family of data.families)
    for (const phrase of family.phrases)
      for (const id of family.candidates)
        if (known.has(id)) {
          const { words, keys } = compared(phrase, vocabulary);
          add(id, words, keys, 'whole', true);
        }
  return joined(drafts);
}

/** Forms under each of their keys, those of equal words as one form of several insurers. */
function joined(drafts: readonly Draft[]): Map<string, NameForm[]> {
  const byWords = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const words = draft.words.join(' ');
    const same = byWords.get(words);
    if (same === undefined) byWords.set(words, [draft]);
    else same.push(draft);
  }
  const forms = new Map<string, NameForm[]>();
  for (const all of byWords.values()) {
    // a part of a longer name gives way to the name that is this word
    const fullest = parts.find((part) => all.some((one) => one.part === part));
    const whole = all.filter(({ part }) => part === fullest);
    const [first] = whole;
    if (first === undefined) continue;
    const { words, core, guard, unless, notAfter } = first;
    const insurers = [...new Set(whole.map(({ insurer }) => insurer))].sort();
    const form: NameForm = {
      insurers,
      words,
      core,
      guard,
      unless,
      notAfter,
      partial: fullest === 'rare-word',
    };
    for (const key of new Set(whole.flatMap(({ keys }) => keys))) {
      const there = forms.get(key);
      if (there === undefined) forms.set(key, [form]);
      else there.push(form);
    }
  }
  return forms;
}
