import { fold } from '../understanding/normalise.ts';
import { findInsurers } from './find-insurers.ts';
import type { InsurerIndex } from './insurer-index.ts';
import { rankByFuse } from './rank.ts';

/** What a reply to "which one?" chose. */
export type NameMatch =
  | { readonly kind: 'one'; readonly insurer: string }
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  | { readonly kind: 'none' };

const ordinals: readonly (readonly string[])[] = [
  ['premier', 'premiere', '1er', '1ere', '1'],
  ['deuxieme', 'second', 'seconde', '2eme', '2e', '2'],
  ['troisieme', '3eme', '3e', '3'],
  ['quatrieme', '4eme', '4e', '4'],
  ['cinquieme', '5eme', '5e', '5'],
];
const last = new Set(['dernier', 'derniere']);

/**
 * Resolves a reply among the candidates that were asked about, in their order: a name beats a place in the
 * list ("la deuxième, la MGP"). A name that is no candidate gives `none`.
 *
 * @param candidates ids of insurers, in the order in which they were shown; none: all insurers
 */
export function matchName(reply: string, index: InsurerIndex, candidates: readonly string[] = []): NameMatch {
  const mentioned = findInsurers(reply, index).filter(({ negated }) => negated !== true);
  const ids = mentioned.flatMap((mention) => {
    if ('insurer' in mention) return [mention.insurer];
    return mention.kind === 'ambiguous' ? mention.candidates : [];
  });
  const named = [...new Set(ids)].filter((id) => candidates.length === 0 || candidates.includes(id));
  if (named.length > 0) return result(named);
  if (candidates.length === 0 || ids.length > 0) return { kind: 'none' };
  const words = fold(reply).split(/[^a-z0-9]+/);
  const place = words.some((word) => last.has(word))
    ? candidates.length - 1
    : ordinals.findIndex((spellings) => words.some((word) => spellings.includes(word)));
  const chosen = candidates[place];
  if (chosen !== undefined) return { kind: 'one', insurer: chosen };
  return byDistinctWord(words, index, candidates);
}

/** Words that only one candidate has, then fuse.js over the few names. */
function byDistinctWord(
  words: readonly string[],
  index: InsurerIndex,
  candidates: readonly string[],
): NameMatch {
  const { vocabulary } = index;
  const telling = words
    .map(vocabulary.canonical)
    .filter((word) => word.length > 2 && !vocabulary.isSmall(word));
  const holding = candidates.filter((id) =>
    index
      .formsOf(id)
      .some((form) => form.words.some((word) => telling.includes(word) && !vocabulary.isGeneric(word))),
  );
  if (holding.length > 0) return result(holding);
  const typed = telling.filter((word) => !vocabulary.isKnown(word) && !vocabulary.isGeneric(word)).join(' ');
  if (typed === '') return { kind: 'none' };
  const near = rankByFuse(typed, candidates.flatMap(index.formsOf)).filter((id) => candidates.includes(id));
  return near.length === 1 ? result(near) : { kind: 'none' };
}

function result(ids: readonly string[]): NameMatch {
  const [first] = ids;
  if (first === undefined) return { kind: 'none' };
  return ids.length === 1 ? { kind: 'one', insurer: first } : { kind: 'several', candidates: ids };
}
