import { isWithin } from './dates.ts';
import type { Claim, ExposureState, Incident, Insurer } from './schema.ts';

export type Exposure = {
  readonly state: ExposureState;
  /** The claims that make the state, strongest first; empty when it is `unknown`. */
  readonly reasons: readonly Claim[];
  /** Claims that say otherwise, to be shown beside the state. */
  readonly against: readonly Claim[];
  /** Claims about operators that this incident did not strike (empty if it struck none): they prove nothing either way. */
  readonly otherOperators: readonly Claim[];
};

/**
 * How far the evidence goes that an insurer's customers were struck by an incident.
 *
 * One rule, the first line that applies:
 * 1. a claim says that they were: `confirmed` (denials are listed in `against`);
 * 2. a claim says that they were not: `denied` (claims of a struck operator are listed in `against`);
 * 3. a source of the time (its date lies wholly inside the incident's statement window) names a struck operator
 *    as the insurer's: `probable`;
 * 4. a source of another date, or without date, does: `possible`;
 * 5. otherwise `unknown`. Nothing is ever concluded from an absence or from another operator.
 *
 * Claims that are `setAside` decide nothing and are not listed. An incident that struck no operator knows only
 * lines 1, 2 and 5.
 */
export function exposureOf(insurer: Insurer, incident: Incident): Exposure {
  const claims = insurer.claims.filter((claim) => claim.setAside === undefined);
  const about = claims.filter((claim) => claim.incident === incident.id);
  const affected = strongestFirst(
    about.filter(({ says }) => says === 'affected'),
    incident,
  );
  const notAffected = strongestFirst(
    about.filter(({ says }) => says === 'not-affected'),
    incident,
  );
  const uses = claims.filter(({ says }) => says === 'uses-operator');
  const struck = strongestFirst(
    uses.filter((claim) => isStruck(claim, incident)),
    incident,
  );
  const otherOperators =
    incident.operators.length === 0 ? [] : uses.filter((claim) => !isStruck(claim, incident));
  if (affected.length > 0)
    return { state: 'confirmed', reasons: affected, against: notAffected, otherOperators };
  if (notAffected.length > 0)
    return { state: 'denied', reasons: notAffected, against: struck, otherOperators };
  const [strongest] = struck;
  if (strongest === undefined) return { state: 'unknown', reasons: [], against: [], otherOperators };
  return {
    state: isOfTheTime(strongest, incident) ? 'probable' : 'possible',
    reasons: struck,
    against: [],
    otherOperators,
  };
}

function isStruck({ operator }: Claim, incident: Incident): boolean {
  return operator !== undefined && incident.operators.includes(operator);
}

function isOfTheTime({ source }: Claim, { statementWindow }: Incident): boolean {
  return source.date !== null && statementWindow !== undefined && isWithin(source.date, statementWindow);
}

/** Of the time before others, dated before undated; otherwise the order of the file. */
function strongestFirst(claims: readonly Claim[], incident: Incident): Claim[] {
  const rank = (claim: Claim): number =>
    isOfTheTime(claim, incident) ? 0 : claim.source.date !== null ? 1 : 2;
  return claims.toSorted((a, b) => rank(a) - rank(b));
}
