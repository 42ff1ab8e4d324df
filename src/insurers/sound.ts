import { remembered } from './remembered.ts';

// Rules of French spelling and pronunciation, as in `slip-distance.ts`; the words are in `data/`.

/**
 * A key under which French spellings that sound alike meet: c/k/qu, ph/f, mute h and final letters, doubled
 * letters, eau/o, ai/é, nasal vowels, y/i, z/s.
 *
 * @param folded lower-case letters and digits without accents (see `fold`), one word or words joined
 * @example soundKey('clesia') === soundKey('klesia')
 */
export function soundKey(folded: string): string {
  const consonants = withoutDoubles(applied(consonantRules, folded));
  const spoken = withoutSilentEnd(applied(vowelRules, consonants));
  const key = withoutDoubles(spoken.replaceAll('G', 'g'));
  return key.length > 0 ? key : folded;
}

/** Letters that a word must have for the rule to be tried, which is quicker than to try; what becomes of what. */
type Rule = readonly [needed: string, pattern: RegExp, replacement: string];

// order matters: letter groups before single letters, doubled letters before the nasal vowels
const consonantRules: readonly Rule[] = [
  ['x', /(?<=[aeiou])x(?=[aeiouy])|(?<=[aei])x$/g, 'ks'],
  ['ph', /ph/g, 'f'],
  ['ch', /s?ch/g, 'x'],
  ['sh', /sh/g, 'x'],
  ['ck', /ck/g, 'k'],
  ['q', /qu?/g, 'k'],
  ['c', /cu(?=[ao])/g, 'k'],
  ['gu', /gu(?=[eiy])/g, 'G'],
  ['g', /g(?=[eiy])/g, 'j'],
  ['je', /je(?=[aou])/g, 'j'],
  ['sc', /sc(?=[eiy])/g, 's'],
  ['c', /c(?=[eiy])/g, 's'],
  ['c', /c/g, 'k'],
  ['gn', /gn/g, 'n'],
  ['h', /h/g, ''],
  ['w', /w/g, 'v'],
  ['y', /y/g, 'i'],
  ['z', /z/g, 's'],
  ['oo', /oo/g, 'u'],
];
const vowelRules: readonly Rule[] = [
  ['tion', /ti(?=on)/g, 'si'],
  ['au', /e?au/g, 'o'],
  ['i', /[ae]i[mn](?=[^aeiou]|$)/g, 'I'],
  ['', /ai|ei|ae|oe|eu/g, 'e'],
  ['', /[ae][mn](?=[^aeiou]|$)/g, 'A'],
  ['i', /i[mn](?=[^aeiou]|$)/g, 'I'],
  ['u', /u[mn](?=[^aeiou]|$)/g, 'I'],
  ['o', /o[mn](?=[^aeiou]|$)/g, 'O'],
  ['ou', /ou/g, 'u'],
];

function applied(rules: readonly Rule[], word: string): string {
  let key = word;
  for (const [needed, pattern, replacement] of rules)
    if (key.includes(needed)) key = key.replace(pattern, replacement);
  return key;
}

/** Each run of one letter as one; a pattern that looks back is slow. */
function withoutDoubles(word: string): string {
  let single = '';
  let start = 0;
  for (let at = 1; at < word.length; at++) {
    if (word[at] !== word[at - 1] || !/[a-z]/i.test(word.charAt(at))) continue;
    single += word.slice(start, at);
    start = at + 1;
  }
  return single + word.slice(start);
}

function withoutSilentEnd(word: string): string {
  if (!/[xestdp]$/.test(word)) return word;
  const bare = word.replace(/(?<=[ou])x$/, '').replace(/e+s?$/, '');
  return withoutLast(withoutLast(bare, 'stdp'), 'e');
}

/** Leaves two letters. */
function withoutLast(word: string, letters: string): string {
  let end = word.length;
  while (end > 2 && letters.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/** The keys of a name: a last m or n may be heard ("Quatrem" as in "crème"). */
function soundKeys(folded: string): string[] {
  return /[mn]$/.test(folded) ? [soundKey(folded), soundKey(`${folded}e`)] : [soundKey(folded)];
}

/** The consonants of a sound key, for finding words whose vowels were mistaken. */
export function soundSkeleton(key: string): string {
  return key.slice(0, 1) + key.slice(1).replace(/[aeiouAIO]/g, '');
}

/** A sound key without its e, which may be mute. */
export function withoutMute(key: string): string {
  return key.replaceAll('e', '');
}

/** The last vowel that is heard and what follows; "ge" and "gue" are one slip. */
export function soundEnding(folded: string): string {
  const sound = soundKey(folded).replaceAll('j', 'g');
  return /[aeiouAIO][^aeiouAIO]*$/.exec(sound)?.[0] ?? sound;
}

/** Whether the last letter is mostly silent. */
export function endsSilently(folded: string): boolean {
  return /[esx]$/.test(folded);
}

/** Sound keys of words. */
export type Sounds = {
  readonly key: (folded: string) => string;
  readonly keys: (folded: string) => readonly string[];
};

/** @param isListed whether a word belongs to the vocabulary or to a name, so that its keys are remembered */
export function createSounds(isListed: (word: string) => boolean): Sounds {
  const keys = remembered(soundKeys, isListed);
  return { keys, key: (folded) => keys(folded)[0] ?? folded };
}
