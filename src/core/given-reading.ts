import type { GivenWordings } from './given-wordings.ts';

/** Where a phrase stands: the places of its first word and of the word after its last. */
export type Hit = {
  readonly at: number;
  readonly end: number;
  /** Part of a longer phrase: no thing of its own, though it tells what stands around it. */
  readonly inner: boolean;
};
type OpenHit = { -readonly [Key in keyof Hit]: Hit[Key] };

/** A message as the wordings see it. */
export type GivenReading = {
  readonly words: readonly string[];
  /** The phrases found for each part of the wordings. */
  readonly hits: readonly (readonly Hit[])[];
  /** Words between two hits, small ones apart; 0 when they touch or overlap. */
  readonly between: (one: Hit, other: Hit) => number;
};

/** How many small words may stand between two words of a phrase: "code que j'ai reçu". */
const smallWordsBetween = 5;

/**
 * Finds the phrases of the wordings in a message; a longer one uses up its words, so that "carte vitale" is no card.
 *
 * @param text the message in `spaced` form
 */
export function readGiven(text: string, wordings: GivenWordings): GivenReading {
  const words = text.trim().split(' ');
  const heard = words.map(wordings.heard);
  const small = words.map(wordings.isSmall);
  const rank = [0];
  for (const isSmall of small) rank.push((rank.at(-1) ?? 0) + (isSmall ? 0 : 1));
  const hits: Hit[][] = Array.from({ length: wordings.parts }, () => []);
  let longest: OpenHit = { at: 0, end: 0, inner: false };
  let weight = 0;
  for (let at = 0; at < heard.length; at++) {
    for (const phrase of wordings.phrases.get(heard[at] ?? '') ?? []) {
      const end = endOf(phrase.words, heard, small, at);
      if (end === 0) continue;
      // "mes codes" is as good as "codes", and gives way to "codes bancaires"; what is ignored gives way to nothing
      const ignored = phrase.parts.has(wordings.ignored);
      const says = ignored ? Infinity : (rank[end] ?? 0) - (rank[at] ?? 0);
      const overlaps = at < longest.end;
      const within = overlaps && end <= longest.end;
      const hit: OpenHit = { at, end, inner: within && says < weight };
      for (const part of phrase.parts) hits[part]?.push(hit);
      if (within && says <= weight) continue;
      if (overlaps && says > weight) longest.inner = true;
      longest = hit;
      weight = says;
    }
  }
  return {
    words,
    hits,
    between: (one, other) => {
      const [first, second] = one.at <= other.at ? [one, other] : [other, one];
      return Math.max(0, (rank[second.at] ?? 0) - (rank[first.end] ?? 0));
    },
  };
}

/** The place after the phrase that begins at a word, small words skipped; 0 when it does not stand there. */
function endOf(
  phrase: readonly string[],
  heard: readonly string[],
  small: readonly boolean[],
  at: number,
): number {
  let place = at + 1;
  for (let index = 1; index < phrase.length; index++) {
    const last = place + smallWordsBetween;
    while (place < last && small[place] && heard[place] !== phrase[index]) place++;
    if (heard[place] !== phrase[index]) return 0;
    place++;
  }
  return place;
}
