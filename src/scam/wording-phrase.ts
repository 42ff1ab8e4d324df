import { defangText } from './defang.ts';
import type { Reading } from './message.ts';
import type { MessageWords } from './words.ts';

const longestPhrase = 12;
/** A phrase of fewer words tells nothing, unless it is the whole sentence. */
const shortestPhrase = 3;
/** In characters: a link may be very long. */
const longestFragment = 160;

/**
 * The run of words inside one sentence whose weights add up to most, cut where a reader would cut it: it begins
 * with a clause or a small word, and ends with a clause or a word that can end one. Defanged.
 *
 * @param gains what each word adds to the score
 * @param offset token of the first gain
 */
export function heaviestPhrase(
  reading: Reading,
  gains: Float64Array,
  offset: number,
  words: MessageWords,
): string {
  const { tokens, text } = reading;
  const joined = (at: number): boolean => /['\u2019-]/.test(text[at] ?? '');
  const clauseOf = (at: number): number => tokens[at]?.clause ?? -1;
  const small = (at: number): boolean => words.dangling.has(tokens[at]?.word ?? '');
  const opens = (at: number): boolean =>
    clauseOf(at - 1) !== clauseOf(at) ||
    (small(at) &&
      !small(at - 1) &&
      !words.connectives.has(tokens[at]?.word ?? '') &&
      !joined((tokens[at]?.start ?? 0) - 1));
  const closes = (at: number): boolean =>
    clauseOf(at + 1) !== clauseOf(at) || (!small(at) && !joined(tokens[at]?.end ?? 0));
  let best = { gain: -Infinity, start: 0, end: Math.min(gains.length, longestPhrase) - 1 };
  for (let start = 0; start < gains.length; start++) {
    if (start > 0 && !opens(offset + start)) continue;
    const sentence = tokens[offset + start]?.sentence;
    const begins = tokens[offset + start - 1]?.sentence !== sentence;
    let gain = 0;
    for (let end = start; end < Math.min(gains.length, start + longestPhrase); end++) {
      if (tokens[offset + end]?.sentence !== sentence) break;
      gain += gains[end] ?? 0;
      if (!closes(offset + end)) continue;
      const whole = begins && tokens[offset + end + 1]?.sentence !== sentence;
      if (end - start + 1 < shortestPhrase && !whole) continue;
      if (gain > best.gain) best = { gain, start, end };
    }
  }
  const first = tokens[offset + best.start];
  const last = tokens[offset + best.end];
  return first && last ? defangText(text.slice(first.start, last.end)).slice(0, longestFragment) : '';
}
