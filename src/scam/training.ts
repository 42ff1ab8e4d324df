import { seededRandom, shuffle } from '../understanding/random.ts';
import { bucketCount, signOwner, type WordingFeatures } from './wording-features.ts';
import type { TrainedWording } from './wording-model.ts';

/** One message, or a variant of one, ready to learn from. */
export type WordingSample = {
  readonly scam: boolean;
  readonly features: WordingFeatures;
  /** A variant counts less than the message it was made from. */
  readonly original: boolean;
};

/** What can be changed about training; the defaults give the model that is shipped. */
export type WordingTraining = {
  readonly seed?: number;
  readonly epochs?: number;
  readonly learningRate?: number;
  /** Strength of the pull of every weight towards 0 (L2). */
  readonly decay?: number;
  /** Share of a sample's features left out at each visit, so that no single one is relied on. */
  readonly dropout?: number;
  /** Share of the visits at which all signs are left out, so that the words are learnt too. */
  readonly blindness?: number;
};

const defaults = {
  seed: 20240201,
  epochs: 12,
  learningRate: 0.1,
  decay: 4e-4,
  dropout: 0.15,
  blindness: 0.3,
};
const smoothing = 0.02;
/** A feature that fewer messages hold is not learnt; a variant counts as a fifth of a message. */
const leastMessages = 2;
const variantShare = 0.2;

/**
 * Trains a binary logistic regression: stochastic descent with a learning rate for each weight (AdaGrad), both
 * classes counting the same. No alarming feature gets a weight below 0: one more sign must not speak for a message. The same samples and options give the same weights: all randomness is seeded.
 *
 * @param checksum kept in the model
 */
export function trainWordingModel(
  samples: readonly WordingSample[],
  checksum: string,
  options: WordingTraining = {},
): TrainedWording {
  const settings = { ...defaults, ...options };
  const random = seededRandom(settings.seed);
  const learnt = frequentBuckets(samples);
  const alarming = alarmingBuckets(samples);
  const scams = samples.filter((sample) => sample.scam).length;
  const balance = [samples.length / 2 / (samples.length - scams), samples.length / 2 / scams];
  const weights = new Float32Array(bucketCount);
  const seen = new Float32Array(bucketCount).fill(0.02);
  const order = samples.map((_, index) => index);
  let bias = 0;
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const sample = samples[index];
      if (sample === undefined) continue;
      const { buckets, values, owners } = sample.features;
      const blind = random() < settings.blindness;
      const active: number[] = [];
      let logit = bias;
      for (let at = 0; at < buckets.length; at++) {
        const bucket = buckets[at] ?? 0;
        if (learnt[bucket] === 0 || random() < settings.dropout) continue;
        if (blind && owners[at] === signOwner) continue;
        active.push(at);
        logit += (values[at] ?? 0) * (weights[bucket] ?? 0);
      }
      const wanted = sample.scam ? 1 - smoothing : smoothing;
      const error = (1 / (1 + Math.exp(-logit)) - wanted) * (balance[Number(sample.scam)] ?? 1);
      bias -= 0.01 * error;
      for (const at of active) {
        const bucket = buckets[at] ?? 0;
        const gradient = error * (values[at] ?? 0) + settings.decay * (weights[bucket] ?? 0);
        const total = (seen[bucket] ?? 0) + gradient * gradient;
        seen[bucket] = total;
        const moved = (weights[bucket] ?? 0) - (settings.learningRate * gradient) / Math.sqrt(total);
        weights[bucket] = alarming[bucket] === 1 ? Math.max(0, moved) : moved;
      }
    }
  }
  return { checksum, bias: Math.fround(bias), weights };
}

function frequentBuckets(samples: readonly WordingSample[]): Uint8Array {
  const counts = new Float32Array(bucketCount);
  for (const { features, original } of samples)
    for (const bucket of features.buckets)
      counts[bucket] = (counts[bucket] ?? 0) + (original ? 1 : variantShare);
  return Uint8Array.from(counts, (count) => (count >= leastMessages ? 1 : 0));
}

/** The buckets of alarming features, also where a harmless one shares the place. */
function alarmingBuckets(samples: readonly WordingSample[]): Uint8Array {
  const found = new Uint8Array(bucketCount);
  for (const { features } of samples)
    for (const [at, bucket] of features.buckets.entries()) if (features.alarming[at] === 1) found[bucket] = 1;
  return found;
}
