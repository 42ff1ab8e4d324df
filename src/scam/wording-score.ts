import { defangText } from './defang.ts';
import type { Reading } from './message.ts';
import { readWordingFeatures, stretchLength, type WordingInput } from './wording-features.ts';
import { weightOf, type WordingModel } from './wording-model.ts';

export { parseWordingModel, type WordingModel } from './wording-model.ts';
export type { WordingInput } from './wording-features.ts';

/** How much the whole of the words resembles scams, beside the signs that can be named. */
export type WordingScore = {
  /** That it is a scam, from 0 to 1. */
  probability: number;
  /** The phrase of at most 8 words that weighs most, as it stands in the text, defanged if it has a link. */
  fragment: string;
};

/**
 * Points that the wording gives or takes: `pointsPerLogit` for each unit of the log-odds beyond `neutralLogit`,
 * within the bounds. Chosen by cross-validation on the training messages and on a set of another author
 * (docs/analysis.md).
 */
const pointsPerLogit = 20;
const neutralLogit = 0.5;
const mostPoints = 60;
const fewestPoints = -40;

/**
 * Scores the wording of a message with a trained model. Pure; the time grows with the length. A long message
 * is scored stretch by stretch and the highest counts, so that padding hides nothing.
 */
export function wordingScore(input: WordingInput, model: WordingModel): WordingScore {
  const count = input.reading.tokens.length;
  let best: Stretch & { from: number } = { logit: -Infinity, gains: new Float64Array(0), from: 0 };
  const step = stretchLength / 2;
  for (let from = 0; from === 0 || from + step < count; from += step) {
    const read = scoreStretch(input, from, Math.min(count, from + stretchLength), model);
    if (read.logit > best.logit) best = { ...read, from };
  }
  return {
    probability: 1 / (1 + Math.exp(-best.logit)),
    fragment: heaviestPhrase(input.reading, best.gains, best.from),
  };
}

/** Score of a stretch, and what each of its tokens adds. */
type Stretch = { logit: number; gains: Float64Array };

function scoreStretch(input: WordingInput, from: number, to: number, model: WordingModel): Stretch {
  const { buckets, values, owners } = readWordingFeatures(input, from, to);
  const gains = new Float64Array(to - from);
  let logit = model.bias;
  for (let at = 0; at < buckets.length; at++) {
    const gain = (values[at] ?? 0) * weightOf(model, buckets[at] ?? 0);
    const owner = (owners[at] ?? -1) - from;
    logit += gain;
    if (owner >= 0) gains[owner] = (gains[owner] ?? 0) + gain;
  }
  return { logit, gains };
}

const longestPhrase = 8;
/** A phrase of fewer words tells nothing, unless it is the whole sentence. */
const shortestPhrase = 3;
/** In characters: a link may be very long. */
const longestFragment = 160;

/** The run of words inside one sentence whose weights add up to most. */
function heaviestPhrase(reading: Reading, gains: Float64Array, offset: number): string {
  const { tokens } = reading;
  let best = { gain: -Infinity, start: 0, end: 0 };
  for (let start = 0; start < gains.length; start++) {
    const sentence = tokens[offset + start]?.sentence;
    let gain = 0;
    for (let end = start; end < Math.min(gains.length, start + longestPhrase); end++) {
      if (tokens[offset + end]?.sentence !== sentence) break;
      gain += gains[end] ?? 0;
      const whole =
        tokens[offset + start - 1]?.sentence !== sentence && tokens[offset + end + 1]?.sentence !== sentence;
      if (end - start + 1 < shortestPhrase && !whole) continue;
      if (gain > best.gain) best = { gain, start, end };
    }
  }
  const first = tokens[offset + best.start];
  const last = tokens[offset + best.end];
  return first && last ? defangText(reading.text.slice(first.start, last.end)).slice(0, longestFragment) : '';
}

/** Points for a verdict, from {@link fewestPoints} (as honest messages are written) to {@link mostPoints}. */
export function wordingPoints({ probability }: WordingScore): number {
  const logit = Math.log(probability / (1 - probability));
  const points = Math.round(pointsPerLogit * (logit - neutralLogit));
  return Math.min(mostPoints, Math.max(fewestPoints, points));
}
