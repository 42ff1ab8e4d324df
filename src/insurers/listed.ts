import { heardCost, type Candidate } from './candidate.ts';
import type { Grammar } from './grammar.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { Reading } from './reading.ts';

const shortestCore = 5;

/**
 * Adds the names that stand in a list with names that count: "owliance, santéo et hélium".
 *
 * @param counted names that count by themselves
 * @param others all that may be names; those of everyday words only behind "et" or "ou"
 */
export function withListed<Name extends Candidate>(
  counted: readonly Name[],
  others: readonly Name[],
  reading: Reading,
  { grammar }: InsurerIndex,
): Name[] {
  const found = new Set(counted);
  const rest = others.filter((other) => !found.has(other) && mayBeListed(other));
  for (let grown = counted.length > 0; grown;) {
    const more = rest.filter(
      (one) =>
        !found.has(one) &&
        [...found].some(
          (other) => stand(one, other, reading, grammar) || enumerated(one, other, rest, reading, grammar),
        ),
    );
    for (const one of more) found.add(one);
    grown = more.length > 0;
  }
  return [...found];
}

function mayBeListed({ form, cost, odd }: Candidate): boolean {
  if (odd || form.partial || form.core === '' || form.guard === 'bank' || form.guard === 'public')
    return false;
  return cost === 0 || (cost <= heardCost && form.core.length >= shortestCore);
}

/** Whether two names follow one another with nothing but a comma, "et" or "ou" between them. */
function stand(one: Candidate, other: Candidate, reading: Reading, grammar: Grammar): boolean {
  const everyday = one.form.guard === 'word' || one.form.guard === 'name';
  return linked(one, other, reading, grammar) || (!everyday && followByComma(one, other, reading));
}

/** "…, msg et cybèle": an everyday word behind a comma, with one more name behind it. */
function enumerated(
  one: Candidate,
  other: Candidate,
  rest: readonly Candidate[],
  reading: Reading,
  grammar: Grammar,
): boolean {
  return (
    other.to < one.from &&
    followByComma(one, other, reading) &&
    rest.some((third) => third.from > one.to && linked(one, third, reading, grammar))
  );
}

function linked(one: Candidate, other: Candidate, { words }: Reading, { listing }: Grammar): boolean {
  const between = words.slice(Math.min(one.to, other.to) + 1, Math.max(one.from, other.from));
  return between.length === 1 && listing.has(between[0] ?? '');
}

function followByComma(one: Candidate, other: Candidate, { tokens }: Reading): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return second.from === first.to + 1 && tokens[second.from]?.gap === 'break';
}
