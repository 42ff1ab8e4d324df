import type { InsurerIndex } from './insurer-index.ts';
import type { Reading } from './reading.ts';

/**
 * Whether a name is that of the insurer of a car or a house, in a message that asks nothing about it or whose
 * health insurance is another: "la voiture est à la GMF, mais pour la santé ...".
 *
 * @param from first word of the name
 * @param to last word of the name
 */
export function insuresOtherThings(
  reading: Reading,
  from: number,
  to: number,
  { cues, grammar }: InsurerIndex,
): boolean {
  const { words, otherKinds, wordSet } = reading;
  if (!otherKinds.some((other, at) => other && (at < from || at > to))) return false;
  const isHealth = (at: number): boolean => cues.health.has(words[at] ?? '');
  const clauses = clausesOf(reading, grammar.but);
  const own = clauses.find(([first, end]) => first <= from && from < end);
  const health = clauses.filter(([first, end]) => range(first, end).some(isHealth));
  if (own !== undefined && health.includes(own)) return false;
  // "le scooter et la santé": both are insured there
  if (health.some(([first, end]) => otherKinds.slice(first, end).some(Boolean))) return false;
  if (words.some((word) => cues.contrast.has(word))) return true;
  return health.length > 0 || ![...wordSet].some((word) => cues.leak.has(word));
}

type Clause = readonly [first: number, end: number];

/** Parts of a message between commas, full stops and "mais". */
function clausesOf({ tokens, words }: Reading, but: ReadonlySet<string>): Clause[] {
  const starts = range(0, words.length).filter(
    (at) => at === 0 || tokens[at]?.gap === 'break' || but.has(words[at] ?? ''),
  );
  return starts.map((first, place) => [first, starts[place + 1] ?? words.length]);
}

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, at) => first + at);
}
