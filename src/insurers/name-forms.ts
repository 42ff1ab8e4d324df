import { fold, words as split } from '../understanding/normalise.ts';
import type { GuardKind, MatchingData } from './matching-data.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One way to write the name of one insurer, or a phrase that several could be meant by. */
export type NameForm = {
  /** Ids; more than one where the name does not tell which. */
  readonly insurers: readonly string[];
  /** Usual spellings, without small words. */
  readonly words: readonly string[];
  /** The words that tell it from others, joined; empty when there are none ("mutuelle générale"). */
  readonly core: string;
  readonly guard: GuardKind;
  readonly unless: ReadonlySet<string>;
  readonly notAfter: ReadonlySet<string>;
  /** One rare word out of a longer name, which alone hints at it. */
  readonly partial: boolean;
};

/** What names are made from; the records of the facts have it all. */
export type NamedInsurer = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
};

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

/** A phrase as look-ups compare it: the words that count, and both ways of joining them. */
export function compared(text: string, vocabulary: Vocabulary): { words: string[]; keys: string[] } {
  const all = split(fold(text)).map(vocabulary.canonical);
  // "A.G.M.F" is one word
  if (all.length > 1 && all.every((word) => word.length === 1))
    return { words: [all.join('')], keys: [all.join('')] };
  const counted = all.filter((word) => !vocabulary.isSmall(word));
  const words = counted.length > 0 ? counted : all;
  return { words, keys: [...new Set([all.join(''), words.join(''), split(fold(text)).join('')])] };
}

/** Makes the forms of all names: as they stand, parts between dashes, and the core without generic words. */
export function nameForms(
  insurers: readonly NamedInsurer[],
  data: MatchingData,
  vocabulary: Vocabulary,
): Map<string, NameForm[]> {
  const guards = new Map<string, Pick<NameForm, 'guard' | 'unless' | 'notAfter'>>();
  for (const { needs, names, unless, notAfter } of data.guards)
    for (const name of names)
      guards.set(compared(name, vocabulary).words.join(' '), {
        guard: needs,
        unless: new Set(unless),
        notAfter: new Set(notAfter),
      });

  const draft = (
    insurer: string,
    words: string[],
    keys: readonly string[],
    part: Part,
    curated: boolean,
  ): Draft => {
    const core = words.filter((word) => !vocabulary.isGeneric(word)).join('');
    const guard = guards.get(words.join(' '));
    const usual = curated && words.length > 1 ? 'plain' : guardOf(words, vocabulary);
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
    for (const name of names) {
      const { words, keys } = compared(name, vocabulary);
      add(insurer.id, words, keys, 'whole');
    }
    for (const name of names) {
      const { words } = compared(name, vocabulary);
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

/** The word that says what it is, moved from one end to the other. */
function turnedRound(words: readonly string[], heads: ReadonlySet<string>): string[][] {
  const [first = '', ...rest] = words;
  const last = words.at(-1) ?? '';
  if (words.length < 2 || heads.has(first) === heads.has(last)) return [];
  return heads.has(first) ? [[...rest, first]] : [[last, ...words.slice(0, -1)]];
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

/** `MHV / Territoria Mutuelle` names two; what stands in brackets is left to the aliases. */
function partsOf(name: string): string[] {
  const bare = name.replace(/\([^)]*\)/g, ' ').trim();
  const parts = bare.split(/\s+[/–-]\s+/).filter((part) => part.trim().length >= 3);
  return parts.length > 1 ? [bare, ...parts] : [bare];
}

/** The words left without the generic ones, where they name the insurer by themselves. */
function coreAlone(name: string, vocabulary: Vocabulary): string[] {
  const all = split(fold(name)).map(vocabulary.canonical);
  if (all.every((word) => word.length === 1)) return [];
  const core = all.filter((word) => !vocabulary.isGeneric(word) && !vocabulary.isSmall(word));
  if (core.length === 0 || core.length === all.length || core.join('').length < 3) return [];
  // "mutuelle de Pontoise": the place alone names nothing
  if (core.length === 1 && all.some((word, at) => at > 0 && vocabulary.isSmall(word))) return [];
  return core.every(vocabulary.isKnown) ? [] : core;
}

/** Words that only one insurer of all has and that are no everyday words, for each insurer. */
function rareWords(insurers: readonly NamedInsurer[], vocabulary: Vocabulary): Map<string, string[]> {
  const owners = new Map<string, Set<string>>();
  for (const { id, name, aliases } of insurers)
    for (const word of [name, ...aliases].flatMap((text) => compared(text, vocabulary).words))
      if (/^[a-z]{3,}$/.test(word)) (owners.get(word) ?? owners.set(word, new Set()).get(word))?.add(id);
  const rare = new Map<string, string[]>();
  for (const { id, name, aliases } of insurers) {
    const own = [name, ...aliases]
      .flatMap((text) => {
        const { words } = compared(text, vocabulary);
        return words.length > 1 ? words : [];
      })
      .filter(
        (word) => owners.get(word)?.size === 1 && !vocabulary.isGeneric(word) && !vocabulary.isKnown(word),
      );
    if (own.length > 0) rare.set(id, [...new Set(own)]);
  }
  return rare;
}

function guardOf(words: readonly string[], vocabulary: Vocabulary): GuardKind {
  const [only] = words;
  if (words.length === 1 && only !== undefined) {
    if (only.length <= 2) return 'word';
    if (vocabulary.isFirstName(only)) return 'name';
    if (vocabulary.isListed(only)) return 'word';
    return only.length === 3 ? 'acronym' : 'plain';
  }
  return words.length === 2 && words.every(vocabulary.isListed) ? 'word' : 'plain';
}
