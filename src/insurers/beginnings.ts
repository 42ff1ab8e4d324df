import type { InsurerIndex } from './insurer-index.ts';
import type { InsurerMention } from './mention.ts';
import type { Reading } from './reading.ts';

const fewest = 2;
const most = 6;

/**
 * Names of which only the beginning is left, where the message says so: "ça commence par muta, la suite est
 * effacée". None when one name alone, or too many, begin so.
 */
export function begunNames(
  text: string,
  { tokens, words, wordSet, known }: Reading,
  { cues, beginningWithLetters }: InsurerIndex,
): InsurerMention[] {
  if (![...wordSet].some((word) => cues.beginnings.has(word))) return [];
  return tokens.flatMap((token, at): InsurerMention[] => {
    if (known[at] === true && !token.capitals && !cues.groping.has(words[at + 1] ?? '')) return [];
    const candidates = beginningWithLetters(words[at] ?? '');
    if (candidates.length < fewest || candidates.length > most) return [];
    const { start, end } = token;
    return [{ start, end, fragment: text.slice(start, end), kind: 'ambiguous', candidates }];
  });
}
