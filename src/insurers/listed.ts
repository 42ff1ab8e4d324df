import type { Reading } from './reading.ts';
import type { Candidate } from './windows.ts';

/** The most that a name beside others may be misspelt: only spelt as it sounds. */
const heardCost = 0.3;
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
): Name[] {
  const found = new Set(counted);
  const rest = others.filter((other) => !found.has(other) && mayBeListed(other));
  for (let grown = counted.length > 0; grown;) {
    const more = rest.filter(
      (one) => !found.has(one) && [...found].some((other) => stand(one, other, reading)),
    );
    for (const one of more) found.add(one);
    grown = more.length > 0;
  }
  return [...found];
}

function mayBeListed({ form, cost, odd }: Candidate): boolean {
  if (odd || form.partial || form.guard === 'bank' || form.guard === 'public') return false;
  return cost === 0 || (cost <= heardCost && form.core.length >= shortestCore);
}

/** Whether two names follow one another with nothing but a comma, "et" or "ou" between them. */
function stand(one: Candidate, other: Candidate, { tokens, words }: Reading): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  const between = words.slice(first.to + 1, second.from);
  if (between.length === 1) return between[0] === 'et' || between[0] === 'ou';
  const everyday = one.form.guard === 'word' || one.form.guard === 'name';
  return between.length === 0 && tokens[second.from]?.gap === 'break' && !everyday;
}
