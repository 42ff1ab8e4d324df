import { closeCounts, exactCounts, hesitates, type Settled } from './acceptance.ts';
import { begunNames } from './beginnings.ts';
import type { Candidate } from './candidate.ts';
import { closeCandidates } from './close-candidates.ts';
import { takenBack } from './corrections.ts';
import { exactCandidates } from './exact-candidates.ts';
import type { InsurerIndex } from './insurer-index.ts';
import { withListed } from './listed.ts';
import type { InsurerMention } from './mention.ts';
import { mentionOf, withoutAnswered } from './mention-of.ts';
import { continuesWithCapital } from './name-families.ts';
import { insurersOfOtherThings } from './other-insurance.ts';
import { withoutOverlap } from './overlap.ts';
import { readMessage, type Reading } from './reading.ts';
import { spokenCandidates } from './spoken-letters.ts';
import { surroundingsOf } from './surroundings.ts';
import { unlistedNames } from './unlisted.ts';

/**
 * How many UTF-16 units of a message are read. Ten times an ordinary message, a page; whoever pastes
 * more has named the insurer before.
 */
export const examinedLength = 3_000;

/**
 * Finds the insurers that a message names, in the order of the text.
 *
 * @param text the message as the person wrote it; the first {@link examinedLength} UTF-16 units are read
 */
export function findInsurers(text: string, index: InsurerIndex): InsurerMention[] {
  const reading = readMessage(text, index, examinedLength);
  const settle = (candidate: Candidate): Settled => ({
    ...candidate,
    around: surroundingsOf(reading, candidate.from, candidate.to, index),
  });
  const insuresOtherThings = insurersOfOtherThings(reading, index);
  const isElsewhere = (candidate: Candidate): boolean =>
    insuresOtherThings(candidate) && !candidate.form.words.some((word) => index.cues.otherKinds.has(word));
  const allowed = exactCandidates(reading, index)
    .filter((candidate) => !isBlocked(candidate, reading) && !isElsewhere(candidate))
    .map(settle);
  const alone = allowed.filter((candidate) => exactCounts(candidate, reading, index, false));
  const anchored = alone.some(({ form }) => form.guard !== 'word' && form.guard !== 'bank');
  const exact = allowed.filter(
    (candidate) =>
      exactCounts(candidate, reading, index, anchored) || hesitates(candidate, allowed, reading, index),
  );
  const covered = reading.words.map(() => false);
  const judged = allowed.filter(
    ({ form }) =>
      form.guard === 'public' ||
      form.guard === 'bank' ||
      [...form.unless].some((word) => reading.wordSet.has(word)),
  );
  for (const { from, to, form } of [...exact, ...judged])
    if (form.core !== '' && !form.partial) for (let at = from; at <= to; at++) covered[at] = true;
  const close = [...closeCandidates(reading, index, covered), ...spokenCandidates(reading, index)]
    .filter((candidate) => !isBlocked(candidate, reading) && !isElsewhere(candidate))
    .map(settle)
    .filter((candidate) => !continuesWithCapital(reading, candidate, index));
  const counted = [...exact, ...close.filter((candidate) => closeCounts(candidate, reading, index))];
  const chosen = withoutOverlap(withListed(counted, [...allowed, ...close], reading, index)).sort(
    ([one], [other]) => (one?.from ?? 0) - (other?.from ?? 0),
  );
  const back = takenBack(
    chosen.map(([best]) => best).filter((best) => best !== undefined),
    reading,
    index.cues,
  );
  const mentions = chosen.map((group, place) => ({
    ...mentionOf(group, text, reading, index),
    ...(back[place] === true ? { negated: true as const } : {}),
  }));
  const unlisted = unlistedNames(text, reading, index, mentions);
  const sure = mentions.filter(({ kind }) => kind !== 'unlisted');
  const begun = sure.length > 0 ? [] : begunNames(text, reading, index);
  const unsure = [...mentions.filter(({ kind }) => kind === 'unlisted'), ...unlisted];
  return withoutAnswered([...sure, ...(begun.length > 0 ? begun : unsure)]).sort(
    (one, other) => one.start - other.start,
  );
}

/** All of it lies in a phrase that means no insurer. */
function isBlocked({ from, to }: Candidate, { blocked }: Reading): boolean {
  const phrases = new Set(blocked.slice(from, to + 1));
  return phrases.size === 1 && !phrases.has(-1);
}
