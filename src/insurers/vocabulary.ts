import { createInflection } from './inflection.ts';
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
  /** An insurer that exists and that no record has. */
  readonly isOtherInsurer: (word: string) => boolean;
};

const slipCost = 0.7;
const shortestElided = 9;

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

  const nameSounds = new Set(
    [...nameWords].filter((word) => word.length >= 6 && !everyday.has(word)).map(soundKey),
  );

  const isInflected = createInflection(everyday, data.grammar);
  const elided = new RegExp(`^(?:${data.grammar.elided.join('|')})(?=[aeiou])`);
  // "lassurance", "dassurances": an article that lost its apostrophe
  const withoutArticle = (folded: string): string =>
    folded.length >= shortestElided ? folded.replace(elided, '') : folded;

  const canonical = (folded: string): string => {
    const bare = withoutArticle(folded);
    const known = spellings.get(folded) ?? spellings.get(bare);
    if (known !== undefined) return known;
    if (generic.has(bare)) return bare;
    if (folded.length < 5 || everyday.has(folded) || nameWords.has(folded)) return folded;
    const alike = genericSounds.get(soundKey(folded));
    if (alike !== undefined || folded.length < 7) return alike ?? folded;
    return data.grammar.slipped.find((word) => slipDistance(folded, word, slipCost) <= slipCost) ?? folded;
  };
  const otherInsurers = new Set(data.otherInsurers);
  const isListed = (word: string): boolean =>
    otherInsurers.has(word) ||
    everyday.has(word) ||
    small.has(word) ||
    places.has(word) ||
    firstNames.has(word);
  return {
    canonical,
    isListed,
    isSmall: (word) => small.has(word),
    isGeneric: (word) => generic.has(word),
    // "asturiene" is a misspelt name rather than a form of "asturien"
    isKnown: (word) => isListed(word) || (isInflected(word) && !nameSounds.has(soundKey(word))),
    isFirstName: (word) => firstNames.has(word),
    isPlace: (word) => places.has(word),
    isOtherInsurer: (word) => otherInsurers.has(word),
  };
}
