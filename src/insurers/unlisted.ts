import type { InsurerIndex } from './insurer-index.ts';
import type { InsurerMention } from './mention.ts';
import type { Reading } from './reading.ts';
import { surroundingsOf } from './surroundings.ts';

const shortestName = 4;

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
    if (token === undefined) continue;
    if (index.vocabulary.isOtherInsurer(words[at] ?? '')) {
      const { start, end } = token;
      found.push({
        start,
        end,
        fragment: text.slice(start, end),
        kind: 'unlisted',
        name: text.slice(start, end),
      });
      continue;
    }
    if (!strange(at) || token.folded.length < shortestName) continue;
    let to = at;
    while (strange(to + 1) && tokens[to + 1]?.gap === 'space') to += 1;
    const end = tokens[to]?.end ?? token.end;
    const { insurance, person, afterAt } = surroundingsOf(reading, at, to, index);
    const before = index.grammar.kinds.has(words[to + 1] ?? '') && tokens[to + 1]?.gap === 'space';
    const domain = tokens[to + 1]?.gap === 'joined' || token.gap === 'joined';
    const named =
      insurance && !person && !domain && (before || (reading.onSubject && (token.proper || afterAt)));
    const taken = mentions.some((mention) => mention.start < end && token.start < mention.end);
    if (named && !taken) {
      const fragment = text.slice(token.start, end);
      found.push({ start: token.start, end, fragment, kind: 'unlisted', name: fragment });
    }
    at = to;
  }
  return [...found, ...unlistedMutuals(text, reading, index, [...mentions, ...found])];
}

/** "mutuelle des horlogers de Besançon": a mutual named after a trade or a place that no record has. */
function unlistedMutuals(
  text: string,
  { tokens, words, small, known, generic, shouted }: Reading,
  { cues, grammar, vocabulary }: InsurerIndex,
  mentions: readonly InsurerMention[],
): InsurerMention[] {
  const found: InsurerMention[] = [];
  const flows = (at: number): boolean => tokens[at]?.gap === 'space' || tokens[at]?.gap === 'joined';
  const place = (at: number): boolean =>
    flows(at) &&
    ((tokens[at]?.proper === true && !shouted && !known[at]) || vocabulary.isPlace(words[at] ?? ''));
  for (let at = 0; at + 2 < words.length; at++) {
    const [word = '', joiner = '', noun = ''] = words.slice(at, at + 3);
    const first = tokens[at];
    if (!grammar.mutual.has(word) || first === undefined || !flows(at + 1) || !flows(at + 2)) continue;
    const trade =
      grammar.beforeTrade.has(joiner) &&
      noun.length > 3 &&
      noun.endsWith('s') &&
      !small[at + 2] &&
      !generic[at + 2];
    if (!(trade && !cues.notTrades.has(noun)) && !(grammar.beforePlace.has(joiner) && place(at + 2)))
      continue;
    const to = trade && grammar.fromTradeToPlace.has(words[at + 3] ?? '') && place(at + 4) ? at + 4 : at + 2;
    const end = tokens[to]?.end ?? first.end;
    if (mentions.some((mention) => mention.start < end && first.start < mention.end)) continue;
    const fragment = text.slice(first.start, end);
    found.push({ start: first.start, end, fragment, kind: 'unlisted', name: fragment });
  }
  return found;
}
