import type { MatchingData } from './matching-data.ts';
import { slipDistance } from './slip-distance.ts';
import { soundKey } from './sound.ts';

/** What a single word is. */
export type Vocabulary = {
  /** The usual spelling of a word of insurance: `mutuel` gives `mutuelle`. */
  readonly canonical: (folded: string) => string;
  readonly isSmall: (word: string) => boolean;
  readonly isGeneric: (word: string) => boolean;
  /** An everyday word, place or small word: never a misspelt name. */
  readonly isKnown: (word: string) => boolean;
  /** As `isKnown`, without plurals, feminines and verb forms. */
  readonly isListed: (word: string) => boolean;
  readonly isFirstName: (word: string) => boolean;
  readonly isPlace: (word: string) => boolean;
};

/** Words of insurance that are recognised with a slip; "generale" is too near to Generali. */
const slippedWords = [
  'mutuelle',
  'assurance',
  'prevoyance',
  'complementaire',
  'nationale',
  'familiale',
  'mutualite',
];
const slipCost = 0.7;

/**
 * Builds the look-ups for single words from the curated lists.
 *
 * @param nameWords words of the names, which are not taken for misspelt words of insurance
 */
export function createVocabulary(data: MatchingData, nameWords: ReadonlySet<string>): Vocabulary {
  const generic = new Set(data.generic);
  const small = new Set(data.small);
  const firstNames = new Set(data.firstNames.flat());
  const places = new Set(data.places.flat());
  const everyday = new Set(data.everyday.flat());
  const spellings = new Map<string, string>();
  for (const [word, others] of Object.entries(data.spellings))
    for (const other of others) spellings.set(other, word);
  const genericSounds = new Map<string, string>();
  for (const word of data.generic) if (word.length >= 6) genericSounds.set(soundKey(word), word);

  const nameSounds = new Set([...nameWords].filter((word) => word.length >= 6 && !everyday.has(word)).map(soundKey));

  const canonical = (folded: string): string => {
    const known = spellings.get(folded) ?? spellings.get(withoutArticle(folded));
    if (known !== undefined) return known;
    if (generic.has(withoutArticle(folded))) return withoutArticle(folded);
    if (folded.length < 5 || generic.has(folded) || everyday.has(folded) || nameWords.has(folded))
      return folded;
    const alike = genericSounds.get(soundKey(folded));
    if (alike !== undefined || folded.length < 7) return alike ?? folded;
    return slippedWords.find((word) => slipDistance(folded, word, slipCost) <= slipCost) ?? folded;
  };
  const isListed = (word: string): boolean =>
    everyday.has(word) || small.has(word) || places.has(word) || firstNames.has(word);
  return {
    canonical,
    isListed,
    isSmall: (word) => small.has(word),
    isGeneric: (word) => generic.has(word),
    // "asturiene" is a misspelt name rather than a form of "asturien"
    isKnown: (word) => isListed(word) || (isInflected(word, everyday) && !nameSounds.has(soundKey(word))),
    isFirstName: (word) => firstNames.has(word),
    isPlace: (word) => places.has(word),
  };
}

/** "lassurance", "dassurances": an article that lost its apostrophe. */
function withoutArticle(folded: string): string {
  return folded.length > 8 && /^[ld][aeiou]/.test(folded) ? folded.slice(1) : folded;
}

const verbEnding =
  /(?:issaient|issait|issant|issent|eraient|aient|erait|eront|erons|erai|eras|erez|ions|ants|antes?|ent|ais|ait|ant|era|iez|ons|ez|er|ir|it|is|as|ai|ee|e|a)$/;
const verbLemmas = ['er', 'ir', 're', 'e'];

/** A plural, feminine or verb form of a listed word. */
function isInflected(word: string, everyday: ReadonlySet<string>): boolean {
  if (word.length < 5) return false;
  const single = word.replace(/[sx]$/, '');
  if (everyday.has(single) || (single.endsWith('e') && everyday.has(single.slice(0, -1)))) return true;
  return [word, single].some((form) => {
    const stem = form.replace(verbEnding, '');
    return stem !== form && stem.length >= 4 && verbLemmas.some((lemma) => everyday.has(stem + lemma));
  });
}
