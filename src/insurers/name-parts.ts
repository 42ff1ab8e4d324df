import { fold, words as split } from '../understanding/normalise.ts';
import type { NamedInsurer } from './name-form.ts';
import type { Vocabulary } from './vocabulary.ts';

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

/** The word that says what it is, moved from one end to the other. */
export function turnedRound(words: readonly string[], heads: ReadonlySet<string>): string[][] {
  const [first = '', ...rest] = words;
  const last = words.at(-1) ?? '';
  if (words.length < 2 || heads.has(first) === heads.has(last)) return [];
  return heads.has(first) ? [[...rest, first]] : [[last, ...words.slice(0, -1)]];
}

/** `MHV / Territoria Mutuelle` names two; what stands in brackets is left to the aliases. */
export function partsOf(name: string): string[] {
  const bare = name.replace(/\([^)]*\)/g, ' ').trim();
  const parts = bare.split(/\s+[/–-]\s+/).filter((part) => part.trim().length >= 3);
  return parts.length > 1 ? [bare, ...parts] : [bare];
}

/** The words left without the generic ones, where they name the insurer by themselves. */
export function coreAlone(name: string, vocabulary: Vocabulary): string[] {
  const all = split(fold(name)).map(vocabulary.canonical);
  if (all.every((word) => word.length === 1)) return [];
  const core = all.filter((word) => !vocabulary.isGeneric(word) && !vocabulary.isSmall(word));
  if (core.length === 0 || core.length === all.length || core.join('').length < 3) return [];
  // "mutuelle de Pontoise": the place alone names nothing
  if (core.length === 1 && all.some((word, at) => at > 0 && vocabulary.isSmall(word))) return [];
  return core.every(vocabulary.isKnown) ? [] : core;
}

/** Words that only one insurer of all has and that are no everyday words, for each insurer. */
export function rareWords(insurers: readonly NamedInsurer[], vocabulary: Vocabulary): Map<string, string[]> {
  const named = insurers.map(({ id, name, aliases }) => ({
    id,
    names: [name, ...aliases].map((text) => compared(text, vocabulary).words),
  }));
  const owners = new Map<string, Set<string>>();
  for (const { id, names } of named)
    for (const word of names.flat())
      if (/^[a-z]{3,}$/.test(word)) (owners.get(word) ?? owners.set(word, new Set()).get(word))?.add(id);
  const isRare = (word: string): boolean =>
    owners.get(word)?.size === 1 && !vocabulary.isGeneric(word) && !vocabulary.isKnown(word);
  const rare = new Map<string, string[]>();
  for (const { id, names } of named) {
    const own = names.flatMap((words) => (words.length > 1 ? words.filter(isRare) : []));
    if (own.length > 0) rare.set(id, [...new Set(own)]);
  }
  return rare;
}
