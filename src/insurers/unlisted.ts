import type { InsurerIndex } from './insurer-index.ts';
import type { InsurerMention } from './mention.ts';
import type { Reading } from './reading.ts';
import { surroundingsOf } from './surroundings.ts';

const shortestName = 4;
const kinds = new Set(['mutuelle', 'sante', 'prevoyance', 'assurance', 'courtage']);

/**
 * Names that stand where an insurer's name stands ("chez Zorvane", "Zorvane santé") and that no record has.
 * Only words in no vocabulary, with a capital or beside "santé", "mutuelle" and the like.
 */
export function unlistedNames(
  text: string,
  reading: Reading,
  index: InsurerIndex,
  mentions: readonly InsurerMention[],
): InsurerMention[] {
  const { tokens, words, known, small, generic } = reading;
  const found: InsurerMention[] = [];
  const strange = (at: number): boolean =>
    known[at] === false && small[at] === false && generic[at] === false && !/\d/.test(words[at] ?? '');
  for (let at = 0; at < words.length; at++) {
    const token = tokens[at];
    if (token === undefined || !strange(at) || token.folded.length < shortestName) continue;
    let to = at;
    while (strange(to + 1) && tokens[to + 1]?.gap === 'space') to += 1;
    const end = tokens[to]?.end ?? token.end;
    const { insurance, person, chez } = surroundingsOf(reading, at, to, index);
    const before = kinds.has(words[to + 1] ?? '') && tokens[to + 1]?.gap === 'space';
    const domain = tokens[to + 1]?.gap === 'joined' || token.gap === 'joined';
    const named =
      insurance && !person && !domain && (before || (reading.onSubject && (token.proper || chez)));
    const taken = mentions.some((mention) => mention.start < end && token.start < mention.end);
    if (named && !taken) {
      const fragment = text.slice(token.start, end);
      found.push({ start: token.start, end, fragment, kind: 'unlisted', name: fragment });
    }
    at = to;
  }
  return found;
}
