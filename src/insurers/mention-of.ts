import type { Settled } from './acceptance.ts';
import type { Candidate } from './candidate.ts';
import { mayBeAnother } from './doubt.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { InsurerMention } from './mention.ts';
import { familyOf } from './name-families.ts';
import { rankByFuse } from './rank.ts';
import type { Reading } from './reading.ts';

/** More candidates are not asked about. */
const mostCandidates = 9;
const longestAcronym = 4;

/** What the candidates for one place of a message, the best first, are said to name. */
export function mentionOf(
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

/** An acronym in capitals is written with care: GMPA is not GPMA. */
function isDoubtful({ from, to, form, cost }: Candidate, { tokens, small, shouted }: Reading): boolean {
  const typed = tokens.slice(from, to + 1);
  const written = typed.filter((_, at) => small[from + at] !== true);
  const name = form.words.join('');
  if (!shouted && cost > 0 && name.length <= longestAcronym && written.every(({ capitals }) => capitals))
    return true;
  return mayBeAnother(typed.map(({ folded }) => folded).join(''), name, cost);
}

/** Leaves out a question that the message answers itself: "mutuelle de l'armée, Unéo". */
export function withoutAnswered(mentions: readonly InsurerMention[]): InsurerMention[] {
  const named = new Set(mentions.flatMap((mention) => ('insurer' in mention ? [mention.insurer] : [])));
  return mentions.filter(
    (mention) =>
      mention.kind !== 'ambiguous' || !mention.candidates.some((candidate) => named.has(candidate)),
  );
}
