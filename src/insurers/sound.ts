// Rules of French spelling and pronunciation, as in `slip-distance.ts`; the words are in `data/`.

/**
 * A key under which French spellings that sound alike meet: c/k/qu, ph/f, mute h and final letters, doubled
 * letters, eau/o, ai/é, nasal vowels, y/i, z/s.
 *
 * @param folded lower-case letters and digits without accents (see `fold`), one word or words joined
 * @example soundKey('clesia') === soundKey('klesia')
 */
export function soundKey(folded: string): string {
  let key = folded;
  for (const [pattern, replacement] of rules) key = key.replace(pattern, replacement);
  return key.length > 0 ? key : folded;
}

// order matters: letter groups before single letters, doubled letters before the nasal vowels
const rules: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/s?ch/g, 'x'],
  [/sh/g, 'x'],
  [/ck|qu?/g, 'k'],
  [/gu(?=[eiy])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/je(?=[aou])/g, 'j'],
  [/sc(?=[eiy])/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/gn/g, 'n'],
  [/h/g, ''],
  [/w/g, 'v'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/oo/g, 'u'],
  [/([a-z])\1+/g, '$1'],
  [/ti(?=on)/g, 'si'],
  [/eau|au/g, 'o'],
  [/[ae]i[mn](?=[^aeiou]|$)/g, 'I'],
  [/ai|ei|ae|oe|eu/g, 'e'],
  [/[ae][mn](?=[^aeiou]|$)/g, 'A'],
  [/i[mn](?=[^aeiou]|$)/g, 'I'],
  [/u[mn](?=[^aeiou]|$)/g, 'I'],
  [/o[mn](?=[^aeiou]|$)/g, 'O'],
  [/ou/g, 'u'],
  [/([ou])x$/g, '$1'],
  [/e+s?$/g, ''],
  [/(?<=..)[stdp]+$/g, ''],
  [/(?<=..)e+$/g, ''],
  [/G/g, 'g'],
  [/([a-zA-Z])\1+/g, '$1'],
];

/** The keys of a name: a last m or n may be heard ("Quatrem" as in "crème"). */
export function soundKeys(folded: string): string[] {
  return /[mn]$/.test(folded) ? [soundKey(folded), soundKey(`${folded}e`)] : [soundKey(folded)];
}

/** The consonants of a sound key, for finding words whose vowels were mistaken. */
export function soundSkeleton(key: string): string {
  return key.slice(0, 1) + key.slice(1).replace(/[aeiouAIO]/g, '');
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

/** Sound keys of words, remembered for the words of a list: what people write is never kept. */
export type Sounds = {
  readonly key: (folded: string) => string;
  readonly keys: (folded: string) => readonly string[];
};

/** @param isListed whether a word belongs to the vocabulary or to a name */
export function createSounds(isListed: (word: string) => boolean): Sounds {
  const remembered = new Map<string, readonly string[]>();
  const keys = (folded: string): readonly string[] => {
    const there = remembered.get(folded);
    if (there !== undefined) return there;
    const made = soundKeys(folded);
    if (isListed(folded)) remembered.set(folded, made);
    return made;
  };
  return { keys, key: (folded) => keys(folded)[0] ?? folded };
}
