import { heardCost, type Candidate } from './candidate.ts';
import { counts } from './guards.ts';
import type { InsurerIndex } from './insurer-index.ts';
import { continuesAsOther, continuesWithCapital } from './name-families.ts';
import type { Reading } from './reading.ts';
import type { Surroundings } from './surroundings.ts';

/** The most that a name may be misspelt where the surroundings say little. */
const partialCost = 0.7;
/** The same for a long name, which few words are near to. */
const longCost = 0.9;
const longCore = 8;
/** The most that a phrase for several insurers may be. */
const familyCost = 0.35;

/** A candidate with what stands around it. */
export type Settled = Candidate & { readonly around: Surroundings };

/** "mie ou miel", "pas la mie, la miel": two names side by side. */
export function hesitates(
  { from, to }: Settled,
  others: readonly Settled[],
  { words, small }: Reading,
  { grammar }: InsurerIndex,
): boolean {
  const either = (at: number): boolean => grammar.or.has(words[at] ?? '');
  return others.some(
    (other) =>
      (either(to + 1) && other.from === to + 2) ||
      (either(from - 1) && other.to === from - 2) ||
      (other.around.rejected && other.to < from && small.slice(other.to + 1, from).every(Boolean)),
  );
}

/** Whether a name as written counts in its surroundings. */
export function exactCounts(
  candidate: Settled,
  reading: Reading,
  index: InsurerIndex,
  beside: boolean,
): boolean {
  const { form, around, odd, cost, sure } = candidate;
  if (sure) return true;
  if (form.core === '' && continuesAsOther(reading, candidate.to, index)) return false;
  if (continuesWithCapital(reading, candidate, index)) return false;
  if (odd && !around.insurance && !around.alone) return false;
  if (cost > 0 && !around.insurance && !around.alone && !around.nearlyAlone && !reading.onSubject)
    return false;
  // one rare word of a long name: only where an insurer is expected
  if (form.partial) return around.insurance || (around.atThe && (around.acronym || reading.onSubject));
  return counts(form, around, reading, index, beside);
}

/** Whether a misspelt name counts in its surroundings. */
export function closeCounts(
  { form, around, cost, odd }: Settled,
  reading: Reading,
  index: InsurerIndex,
): boolean {
  const { insurance, alone, setOff } = around;
  if (form.insurers.length > 1 && cost > familyCost) return false;
  // "la mutuelle à Étienne": after a bare "à" stands a place or a person
  const expected = insurance && !index.grammar.toward.has(around.previous);
  if ((form.core.length < 4 && !odd) || form.partial)
    return expected && form.core.length >= 5 && cost <= partialCost;
  for (const word of form.unless) if (reading.wordSet.has(word)) return false;
  if (odd) return insurance || alone || around.atThe || setOff;
  if (form.guard === 'word') return expected && !(around.afterAt && cost > partialCost);
  if (form.guard !== 'plain' && form.guard !== 'acronym')
    return (
      (expected || alone || (reading.employment && cost <= heardCost)) &&
      counts(form, around, reading, index, false)
    );
  if (expected || alone) return true;
  if (around.person && form.core.length < longCore) return false;
  if (around.nearlyAlone || setOff) return cost <= (form.core.length < longCore ? partialCost : longCost);
  if (reading.onSubject || around.atThe) return form.core.length >= (cost <= heardCost ? 4 : 5);
  return form.core.length >= 7 && cost <= partialCost;
}
