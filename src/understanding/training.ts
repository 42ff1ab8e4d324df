import { augmenterOf, gibberish } from './augment.ts';
import { readFeatures } from './features.ts';
import { intents } from './intent.ts';
import type { Intent } from './intent.ts';
import { compileRules } from './lexis.ts';
import { packIntentModel } from './model.ts';
import { seededRandom, shuffle } from './random.ts';
import type { IntentRules } from './rules.ts';
import { softmax } from './softmax.ts';

/** One sentence and what it is about. */
export type Utterance = { readonly text: string; readonly intent: Intent };

/** What can be changed about training; the defaults give the model that is shipped. */
export type TrainingOptions = {
  readonly seed?: number;
  readonly epochs?: number;
  /** Variants made of each sentence, beside itself. */
  readonly variants?: number;
  /** Most features that the model keeps. */
  readonly features?: number;
  /** Divides the scores; found by cross-validation. */
  readonly temperature?: number;
};

type Sample = {
  readonly label: number;
  readonly weight: number;
  readonly columns: Int32Array;
  readonly values: Float32Array;
};

const defaults = { seed: 20240201, epochs: 18, variants: 4, features: 45_000, temperature: 1 };
const learningRate = 0.35;
const decay = 1e-6;
/** How far intents with few sentences are raised: 0 not at all, 1 to the weight of the others. */
const balance = 0.1;
const smoothing = 0.06;
/** Share of a sample's features left out at each visit, so that no single one is relied on. */
const dropout = 0.15;

/**
 * Trains a softmax regression on the utterances and packs it.
 * The same utterances, rules and options give the same bytes: the only randomness is seeded.
 *
 * @param checksum kept in the model, see `utterancesChecksum`
 */
export function trainIntentModel(
  utterances: readonly Utterance[],
  rules: IntentRules,
  checksum: string,
  options: TrainingOptions = {},
): Uint8Array {
  const settings = { ...defaults, ...options };
  const random = seededRandom(settings.seed);
  const { samples, keys } = samplesOf(utterances, rules, settings, random);
  const { rows, biases } = descend(samples, keys.length, settings.epochs, random);
  return packIntentModel({ rules, checksum, temperature: settings.temperature, keys, rows, biases });
}

function samplesOf(
  utterances: readonly Utterance[],
  rules: IntentRules,
  settings: { variants: number; features: number },
  random: () => number,
): { samples: Sample[]; keys: Uint32Array } {
  const lexis = compileRules(rules);
  const augment = augmenterOf(rules);
  const texts = utterances.map((utterance) => ({ ...utterance, original: true }));
  for (const { text, intent } of utterances) {
    for (let index = 0; index < settings.variants; index++) {
      texts.push({ text: augment(text, random), intent, original: false });
    }
  }
  for (let index = 0; index < Math.min(120, utterances.length >> 4); index++) {
    texts.push({ text: gibberish(random), intent: 'off_topic', original: false });
  }
  const read = texts.map(({ text, intent, original }) => {
    const { keys, values } = readFeatures(text, lexis);
    return { intent, original, keys: keys.map((key) => key >>> 0), values };
  });
  const frequency = new Map<number, number>();
  for (const { keys, original } of read) {
    for (const key of keys) frequency.set(key, (frequency.get(key) ?? 0) + (original ? 1 : 0.2));
  }
  const kept = [...frequency]
    .filter(([, count]) => count >= 1)
    .sort(([keyA, countA], [keyB, countB]) => countB - countA || keyA - keyB)
    .slice(0, settings.features);
  const keys = Uint32Array.from(kept.map(([key]) => key));
  const column = new Map(kept.map(([key], index) => [key, index]));
  const counts = countsOf(utterances);
  const samples = read.map(({ intent, keys: all, values }): Sample => {
    const known = all.flatMap((key, at): [number, number][] =>
      column.has(key) ? [[key, values[at] ?? 0]] : [],
    );
    return {
      label: intents.indexOf(intent),
      weight: (150 / Math.max(20, counts.get(intent) ?? 20)) ** balance,
      columns: Int32Array.from(known.map(([key]) => column.get(key) ?? 0)),
      values: Float32Array.from(known.map(([, value]) => value)),
    };
  });
  return { samples, keys };
}

function countsOf(utterances: readonly Utterance[]): Map<Intent, number> {
  const counts = new Map<Intent, number>();
  for (const { intent } of utterances) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  return counts;
}

/** Stochastic descent with a learning rate for each weight (AdaGrad). */
function descend(
  samples: readonly Sample[],
  features: number,
  epochs: number,
  random: () => number,
): { rows: Float32Array; biases: Float32Array } {
  const labels = intents.length;
  const rows = new Float32Array(features * labels);
  const seen = new Float32Array(features * labels).fill(0.02);
  const biases = new Float32Array(labels);
  const scores = new Float64Array(labels);
  const order = samples.map((_, index) => index);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const sample = samples[index];
      if (sample === undefined) continue;
      const { columns, values, label, weight } = sample;
      const active: number[] = [];
      scores.set(biases);
      for (let at = 0; at < columns.length; at++) {
        if (random() < dropout) continue;
        active.push(at);
        const base = (columns[at] ?? 0) * labels;
        const value = values[at] ?? 0;
        for (let out = 0; out < labels; out++)
          scores[out] = (scores[out] ?? 0) + value * (rows[base + out] ?? 0);
      }
      softmax(scores);
      for (let out = 0; out < labels; out++) {
        const wanted = (out === label ? 1 - smoothing : 0) + smoothing / labels;
        scores[out] = ((scores[out] ?? 0) - wanted) * weight;
        biases[out] = (biases[out] ?? 0) - 0.01 * (scores[out] ?? 0);
      }
      for (const at of active) {
        const base = (columns[at] ?? 0) * labels;
        const value = values[at] ?? 0;
        for (let out = 0; out < labels; out++) {
          const gradient = (scores[out] ?? 0) * value + decay * (rows[base + out] ?? 0);
          const total = (seen[base + out] ?? 0) + gradient * gradient;
          seen[base + out] = total;
          rows[base + out] = (rows[base + out] ?? 0) - (learningRate * gradient) / Math.sqrt(total);
        }
      }
    }
  }
  return { rows, biases };
}
