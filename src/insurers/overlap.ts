import type { Candidate } from './candidate.ts';

/** Costs that differ by less do not tell two names apart. */
const sameCost = 0.15;

/** The best candidates of each place; those of one place that are as good stay together. */
export function withoutOverlap<Name extends Candidate>(candidates: readonly Name[]): Name[][] {
  const score = ({ form, cost, from, to }: Candidate): number =>
    (form.insurers.length > 1 ? form.core.length : form.words.join('').length) -
    5 * cost +
    (cost === 0 ? 2 : 0) -
    (to - from) / 100;
  const sorted = [...candidates].sort(
    (one, other) => score(other) - score(one) || one.from - other.from || one.to - other.to,
  );
  const groups: Name[][] = [];
  for (const candidate of sorted) {
    const group = groups.find(
      ([best]) => best !== undefined && best.from <= candidate.to && candidate.from <= best.to,
    );
    if (group === undefined) groups.push([candidate]);
    else {
      const [best] = group;
      if (
        best !== undefined &&
        candidate.cost - best.cost < sameCost &&
        (best.cost > 0 || sameSpan(best, candidate))
      )
        group.push(candidate);
    }
  }
  return groups;
}

function sameSpan(one: Candidate, other: Candidate): boolean {
  return one.from === other.from && one.to === other.to && other.cost === 0;
}
