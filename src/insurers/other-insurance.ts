import type { InsurerIndex } from './insurer-index.ts';
import type { Reading } from './reading.ts';

/** The place of a name: its first and last word. */
type Place = { readonly from: number; readonly to: number };

/**
 * Makes the question whether a name is that of the insurer of a car or a house, in a message that asks nothing
 * about it or whose health insurance is another: "la voiture est à la GMF, mais pour la santé ...".
 */
export function insurersOfOtherThings(
  reading: Reading,
  { cues, grammar }: InsurerIndex,
): (name: Place) => boolean {
  const { words, otherKinds } = reading;
  const others = otherKinds.flatMap((other, at) => (other ? [at] : []));
  if (others.length === 0) return () => false;
  const health = clausesOf(reading, grammar.but).filter(([first, end]) =>
    words.slice(first, end).some((word) => cues.health.has(word)),
  );
  // "le scooter et la santé": both are insured there
  if (health.some(([first, end]) => otherKinds.slice(first, end).some(Boolean))) return () => false;
  const apart = words.some((word) => cues.contrast.has(word)) || health.length > 0 || !reading.leak;
  return ({ from, to }) =>
    apart &&
    others.some((at) => at < from || at > to) &&
    !health.some(([first, end]) => first <= from && from < end);
}

type Clause = readonly [first: number, end: number];

/** Parts of a message between commas, full stops and "mais". */
function clausesOf({ tokens, words }: Reading, but: ReadonlySet<string>): Clause[] {
  const starts = words.flatMap((word, at) =>
    at === 0 || tokens[at]?.gap === 'break' || but.has(word) ? [at] : [],
  );
  return starts.map((first, place) => [first, starts[place + 1] ?? words.length]);
}
