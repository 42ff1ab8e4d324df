import type { Token } from './tokens.ts';
import {
  prepareWording,
  stretchLength,
  type StretchFeatures,
  type WordingInput,
} from './wording-features.ts';
import { weightOf, type WordingModel } from './wording-model.ts';
import { heaviestPhrase } from './wording-phrase.ts';
import type { MessageWords } from './words.ts';

export { parseWordingModel, type WordingModel } from './wording-model.ts';
export type { WordingInput } from './wording-features.ts';

/** How much the whole of the words resembles scams, beside the signs that can be named. */
export type WordingScore = {
  /** That it is a scam, from 0 to 1. */
  probability: number;
  /** The phrase that weighs most where it resembles scams, as it stands in the text, links defanged; else empty. */
  fragment: string;
};

/**
 * Points that the wording gives or takes: `pointsPerLogit` for each unit of the log-odds beyond `alarmingLogit` and
 * below `calmLogit`, within the bounds; between the two it says nothing. Chosen by cross-validation on the training
 * messages (docs/analysis.md).
 */
const pointsPerLogit = 55;
const alarmingLogit = 1.3;
const calmLogit = 0.5;
const mostPoints = 60;
const fewestPoints = -15;

/** So few words calm nobody. */
const fewWords = 12;

/**
 * Scores the wording of a message with a trained model. Pure; the time grows with the length. A long message
 * is scored stretch by stretch and the highest counts, so that padding hides nothing; and it is calmed no further than
 * its least calm sentences deserve.
 */
export function wordingScore(input: WordingInput, model: WordingModel, words: MessageWords): WordingScore {
  const count = input.reading.tokens.length;
  const { buckets, stretch } = prepareWording(input);
  const weights: number[] = [];
  const score = (from: number, to: number): Stretch => {
    const features = stretch(from, to);
    for (let place = weights.length; place < buckets.length; place++)
      weights.push(weightOf(model, buckets[place] ?? 0));
    return scoreStretch(features, from, to, model.bias, weights);
  };
  let best = score(0, Math.min(count, stretchLength));
  for (let from = stretchLength / 2; from + stretchLength / 2 < count; from += stretchLength / 2) {
    const read = score(from, Math.min(count, from + stretchLength));
    if (read.logit > best.logit) best = read;
  }
  let closest = count < fewWords ? Infinity : -Infinity;
  if (best.logit < calmLogit && count > fewWords * 2 && input.signals.length > 0) {
    for (const [from, to] of sentencesIn(input.reading.tokens))
      closest = Math.max(closest, score(from, to).logit);
  }
  const logit = Math.max(best.logit, Math.min(calmLogit, closest));
  return {
    probability: 1 / (1 + Math.exp(-logit)),
    fragment: logit > alarmingLogit ? heaviestPhrase(input.reading, best.gains, best.from, words) : '',
  };
}

/** Whole sentences, those of few words together with the next; a long one is cut where a stretch ends. */
function sentencesIn(tokens: readonly Token[]): [from: number, to: number][] {
  const starts = tokens.flatMap(({ sentence }, at) => (tokens[at - 1]?.sentence === sentence ? [] : [at]));
  const runs: [number, number][] = [];
  for (const [place, from] of starts.entries()) {
    const last = runs.at(-1)?.[0] ?? -fewWords;
    if (from < last + fewWords / 2) continue;
    let next = place + 1;
    while (next < starts.length && (starts[next] ?? 0) - from < fewWords) next += 1;
    runs.push([from, Math.min(starts[next] ?? tokens.length, from + stretchLength)]);
  }
  return runs;
}

/** Score of a stretch from one token on, and what each of its tokens adds. */
type Stretch = { logit: number; gains: Float64Array; from: number };

function scoreStretch(
  { places, values, owners }: StretchFeatures,
  from: number,
  to: number,
  bias: number,
  weights: readonly number[],
): Stretch {
  const gains = new Float64Array(to - from);
  let logit = bias;
  for (let at = 0; at < places.length; at++) {
    const gain = (values[at] ?? 0) * (weights[places[at] ?? 0] ?? 0);
    const owner = (owners[at] ?? -1) - from;
    logit += gain;
    if (owner >= 0) gains[owner] = (gains[owner] ?? 0) + gain;
  }
  return { logit, gains, from };
}

/** Points for a verdict, from {@link fewestPoints} (as honest messages are written) to {@link mostPoints}. */
export function wordingPoints({ probability }: WordingScore): number {
  const logit = Math.log(probability / (1 - probability));
  const beyond = Math.max(0, logit - alarmingLogit) + Math.min(0, logit - calmLogit);
  return Math.min(mostPoints, Math.max(fewestPoints, Math.round(pointsPerLogit * beyond)));
}
