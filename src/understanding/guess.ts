import { boundedText, splitClauses } from './clauses.ts';
import { featuresOf, soundKey, stemKey, wordKey } from './features.ts';
import type { FeatureContext, Features, ReadWords } from './features.ts';
import type { Intent } from './intent.ts';
import { readWords, soundOf, stemOf } from './lexis.ts';
import { rowOf } from './model.ts';
import type { IntentModel } from './model.ts';
import { bestOf, likeliest, rescale } from './shares.ts';
import type { IntentShare } from './shares.ts';
import { softmax } from './softmax.ts';

/** What a message is most likely about. */
export type IntentGuess = {
  readonly intent: Intent;
  /** How often such a guess is right, 0 to 1. */
  readonly confidence: number;
  /** The next three, best first. */
  readonly alternatives: readonly IntentShare[];
  /** False when the text has hardly a known word or nothing stands out: ask instead of answering. */
  readonly understood: boolean;
};

/** What the caller knows beyond the text: how many insurers the insurer matcher found in it. */
export type GuessOptions = FeatureContext;

/** Below this the best intent does not stand out. */
const leastConfidence = 0.2;
/** Below this share of words that training has seen, a text is not in a language that the model knows. */
const leastKnown = 0.25;

/** A sentence this likely to be an emergency makes its message one. */
const leastUrgency = 0.6;

/** As many words as tell whether a text is in a known language. */
const mostWordsChecked = 60;

type Reading = { readonly words: readonly string[]; readonly shares: Float64Array };

/**
 * Says what a message is about. Pure, and bounded: of a long text the beginning and the end are read.
 * Precise rules of the lexicon come first, then the model; greetings beside something else do not count,
 * and of several sentences the most urgent wins.
 */
export function guessIntent(text: string, model: IntentModel, options: GuessOptions = {}): IntentGuess {
  const bounded = boundedText(text);
  const known: ReadWords = new Map();
  const whole = readText(bounded, model, options, known);
  const shares = withClauses(bounded, whole, model, options, known);
  raise(whole.words.join(' '), shares, model);
  if ((options.insurerMentions ?? 0) > 0) favourInsurer(whole.words, shares, model);
  const decided = decide(whole.words.join(' '), model);
  const familiar = (options.insurerMentions ?? 0) > 0 ? 1 : knownShare(whole.words, model);
  return ranked(shares, model, decided, familiar);
}

function readText(text: string, model: IntentModel, options: GuessOptions, known: ReadWords): Reading {
  const words = readWords(text, model.lexis);
  const shares = scoresOf(featuresOf(text, words, model.lexis, options, known), model);
  softmax(shares, model.temperature);
  return { words, shares };
}

function scoresOf({ keys, values }: Features, model: IntentModel): Float64Array {
  const { biases, scales, weights } = model;
  const scores = new Float64Array(biases.length);
  scores.set(biases);
  for (let at = 0; at < keys.length; at++) {
    const row = rowOf(model, keys[at] ?? 0);
    if (row >= 0) addRow(scores, weights, row * biases.length, (values[at] ?? 0) * (scales[row] ?? 0));
  }
  return scores;
}

// apart from the loop around it, so that the engine compiles it once and keeps it
function addRow(scores: Float64Array, weights: Int8Array, base: number, factor: number): void {
  for (let label = 0; label < scores.length; label++) {
    scores[label] = (scores[label] ?? 0) + factor * (weights[base + label] ?? 0);
  }
}

/** Has training seen the word? */
function isSeen(word: string, model: IntentModel): boolean {
  return rowOf(model, wordKey(word)) >= 0;
}

/** Has training seen the word, its stem or its sound? */
export function isKnown(word: string, model: IntentModel): boolean {
  const { endings, sounds } = model.lexis;
  return (
    isSeen(word, model) ||
    rowOf(model, stemKey(stemOf(word, endings))) >= 0 ||
    rowOf(model, soundKey(soundOf(word, sounds))) >= 0
  );
}

function knownShare(words: readonly string[], model: IntentModel): number {
  const first = words.slice(0, mostWordsChecked);
  return first.length === 0 ? 0 : first.filter((word) => isKnown(word, model)).length / first.length;
}

const courtesies: ReadonlySet<Intent> = new Set(['greeting', 'thanks']);

/** Mixes the whole text with its clauses; clauses of courtesy count only when there is nothing else. */
function withClauses(
  text: string,
  whole: Reading,
  model: IntentModel,
  options: GuessOptions,
  known: ReadWords,
): Float64Array {
  const clauses = splitClauses(text);
  if (clauses.length < 2) return whole.shares;
  const mixed = new Float64Array(whole.shares.length);
  const urgent = model.labels.indexOf('emergency');
  let total = 0;
  let urgency = 0;
  for (const clause of clauses) {
    const { shares, words } = readText(clause, model, options, known);
    const [best, share] = bestOf(shares);
    const intent = model.labels[best];
    if (intent !== undefined && courtesies.has(intent) && share > 0.4) continue;
    const weight = share * share * Math.min(1, words.length / 4);
    for (let label = 0; label < mixed.length; label++) {
      mixed[label] = (mixed[label] ?? 0) + weight * (shares[label] ?? 0);
    }
    total += weight;
    if (words.length >= 3) urgency = Math.max(urgency, shares[urgent] ?? 0);
  }
  if (total === 0) return whole.shares;
  for (let label = 0; label < mixed.length; label++) {
    mixed[label] = 0.5 * (whole.shares[label] ?? 0) + (0.5 * (mixed[label] ?? 0)) / total;
  }
  // the most urgent wins, unless the whole is somebody else's message
  const pasted = whole.shares[model.labels.indexOf('message_to_analyse')] ?? 0;
  if (urgency > leastUrgency && pasted < 0.5) mixed[urgent] = Math.max(mixed[urgent] ?? 0, urgency);
  rescale(mixed);
  return mixed;
}

function decide(joined: string, model: IntentModel): Intent | null {
  return model.lexis.decide.find(({ pattern }) => pattern.test(joined))?.intent ?? null;
}

function raise(joined: string, shares: Float64Array, model: IntentModel): void {
  let changed = false;
  for (const { intent, pattern, by } of model.lexis.raise) {
    if (!pattern.test(joined)) continue;
    const label = model.labels.indexOf(intent);
    shares[label] = (shares[label] ?? 0) * Math.exp(by);
    changed = true;
  }
  if (changed) rescale(shares);
}

/** Share added by the number of words left beside the name and courtesy; words never seen are the name's. */
const favour: readonly number[] = [2, 0.5, 0.3, 0.15];

/** With nothing but courtesy and a name around it, an insurer's name asks whether that insurer is concerned. */
function favourInsurer(words: readonly string[], shares: Float64Array, model: IntentModel): void {
  const { fillers, insurerWords } = model.lexis;
  const left = words.filter(
    (word) => !fillers.has(word) && !insurerWords.has(word) && word.length > 1 && isSeen(word, model),
  ).length;
  const label = model.labels.indexOf('insurer_affected');
  shares[label] = (shares[label] ?? 0) + (favour[left] ?? 0);
  rescale(shares);
}

function ranked(
  shares: Float64Array,
  model: IntentModel,
  decided: Intent | null,
  familiar: number,
): IntentGuess {
  const order = likeliest(shares, model.labels, 4);
  if (decided !== null) {
    return {
      intent: decided,
      confidence: 0.98,
      alternatives: order.filter(({ intent }) => intent !== decided).slice(0, 3),
      understood: true,
    };
  }
  const best = order[0] ?? { intent: 'off_topic' as const, confidence: 0 };
  const strange =
    familiar === 0 ? best.confidence < 0.9 || best.intent === 'off_topic' : familiar < leastKnown;
  const intent = strange ? 'off_topic' : best.intent;
  return {
    intent,
    confidence: best.confidence,
    alternatives: order.filter((other) => other.intent !== intent).slice(0, 3),
    understood: !strange && best.confidence >= leastConfidence,
  };
}
