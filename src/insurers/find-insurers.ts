import { begunNames } from './beginnings.ts';
import { takenBack } from './corrections.ts';
import { mayBeAnother } from './doubt.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { InsurerMention } from './mention.ts';
import { continuesAsOther, continuesWithCapital, familyOf } from './name-families.ts';
import { readMessage, type Reading } from './reading.ts';
import { insuresOtherThings } from './other-insurance.ts';
import { withListed } from './listed.ts';
import { rankByFuse } from './rank.ts';
import { spokenCandidates } from './spoken-letters.ts';
import { counts, surroundingsOf, type Surroundings } from './surroundings.ts';
import { unlistedNames } from './unlisted.ts';
import { closeCandidates, exactCandidates, type Candidate } from './windows.ts';

/**
 * How many UTF-16 units of a message are read. Ten times an ordinary message, more than a page; whoever pastes
 * more has named the insurer before.
 */
export const examinedLength = 4_000;
/** More candidates are not asked about. */
const mostCandidates = 9;
/** Costs that differ by less do not tell two names apart. */
const sameCost = 0.15;
/** The most that a name may be misspelt where the surroundings say little. */
const partialCost = 0.7;
/** The same for a long name, which few words are near to. */
const longCost = 0.9;
const longCore = 8;
/** Cost of a name that is only spelt as it sounds. */
const heardCost = 0.3;
/** The most that a phrase for several insurers may be. */
const familyCost = 0.35;

type Settled = Candidate & { readonly around: Surroundings };

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
  const isElsewhere = ({ from, to, form }: Candidate): boolean =>
    !form.words.some((word) => index.cues.otherKinds.has(word)) &&
    insuresOtherThings(reading, from, to, index);
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
  const begun = mentions.length > 0 ? [] : begunNames(text, reading, index);
  return withoutAnswered([...mentions, ...(begun.length > 0 ? begun : unlisted)]).sort(
    (one, other) => one.start - other.start,
  );
}

/** "mie ou miel", "pas la mie, la miel": two names side by side. */
function hesitates(
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

/** All of it lies in a phrase that means no insurer. */
function isBlocked({ from, to }: Candidate, { blocked }: Reading): boolean {
  const phrases = new Set(blocked.slice(from, to + 1));
  return phrases.size === 1 && !phrases.has(-1);
}

function exactCounts(candidate: Settled, reading: Reading, index: InsurerIndex, beside: boolean): boolean {
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

function closeCounts({ form, around, cost, odd }: Settled, reading: Reading, index: InsurerIndex): boolean {
  const { insurance, alone, setOff } = around;
  if (form.insurers.length > 1 && cost > familyCost) return false;
  // "la mutuelle à Étienne": after a bare "à" stands a place or a person
  const expected = insurance && !index.grammar.toward.has(around.previous);
  if ((form.core.length < 4 && !odd) || form.partial)
    return expected && form.core.length >= 5 && cost <= partialCost;
  for (const word of form.unless) if (reading.wordSet.has(word)) return false;
  if (odd) return insurance || alone || around.atThe || setOff;
  if (form.guard === 'word') return expected && !(around.chez && cost > partialCost);
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

/** The best candidates of each place; those of one place that are as good stay together. */
function withoutOverlap(candidates: readonly Settled[]): Settled[][] {
  const score = ({ form, cost, from, to }: Settled): number =>
    form.words.join('').length - 5 * cost + (cost === 0 ? 2 : 0) - (to - from) / 100;
  const sorted = [...candidates].sort(
    (one, other) => score(other) - score(one) || one.from - other.from || one.to - other.to,
  );
  const groups: Settled[][] = [];
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

function mentionOf(
  group: readonly Settled[],
  text: string,
  reading: Reading,
  index: InsurerIndex,
): InsurerMention {
  const [best] = group;
  if (best === undefined) throw new Error('A group of candidates is never empty');
  const start = reading.tokens[best.from]?.start ?? 0;
  const end = reading.tokens[best.to]?.end ?? start;
  const fragment = text.slice(start, end);
  const place = { start, end, fragment, ...(best.around.rejected ? { negated: true as const } : {}) };
  const family = best.form.core === '' ? familyOf(reading, best, index) : [];
  const ids = family.length > 0 ? family : [...new Set(group.flatMap(({ form }) => form.insurers))];
  const [first = ''] = ids;
  if (best.cost === 0 && ids.length === 1) return { ...place, kind: 'exact', insurer: first };
  const forms = group.map(({ form }) => form);
  const likely = best.cost > 0 && ids.length > 1 ? rankByFuse(fragment, forms) : ids;
  const [only = ''] = likely;
  if (group.every((candidate) => isDoubtful(candidate, reading)))
    return { ...place, kind: 'unlisted', name: fragment, near: ids.slice(0, mostCandidates) };
  if (likely.length === 1) return { ...place, kind: 'close', insurer: only };
  return { ...place, kind: 'ambiguous', candidates: ids.slice(0, mostCandidates) };
}

function isDoubtful({ from, to, form, cost }: Candidate, { tokens }: Reading): boolean {
  const typed = tokens.slice(from, to + 1).map(({ folded }) => folded);
  return mayBeAnother(typed.join(''), form.words.join(''), cost);
}

/** Leaves out a question that the message answers itself: "mutuelle de l'armée, Unéo". */
function withoutAnswered(mentions: readonly InsurerMention[]): InsurerMention[] {
  const named = new Set(mentions.flatMap((mention) => ('insurer' in mention ? [mention.insurer] : [])));
  return mentions.filter(
    (mention) =>
      mention.kind !== 'ambiguous' || !mention.candidates.some((candidate) => named.has(candidate)),
  );
}
