import { conceptOf, readWords, soundOf, stemOf } from './lexis.ts';
import type { Lexis } from './lexis.ts';

/** Hash of each feature and how much it counts; the values have a length (Euclidean norm) of 1. */
export type Features = Map<number, number>;

/** 32-bit FNV-1a over UTF-16 units. */
export function hash(text: string, seed = 0x811c9dc5): number {
  let value = seed;
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

// how much each kind of feature counts: whole words say most, letters only help where spelling is off
const weight = {
  word: 1,
  stem: 0.7,
  concept: 1.2,
  sound: 0.4,
  pair: 0.5,
  gap: 0.2,
  edge: 0.8,
  letters: 0.2,
  shape: 0.6,
};

/** What the caller knows beyond the text. */
export type FeatureContext = { readonly insurerMentions?: number };

/** Turns the words of a text (see `readWords`) and the shape of the text into weighted features. */
export function featuresOf(
  text: string,
  words: readonly string[],
  lexis: Lexis,
  context: FeatureContext = {},
): Features {
  const features: Features = new Map();
  const add = (name: string, value: number): void => {
    const key = hash(name);
    features.set(key, Math.min((features.get(key) ?? 0) + value, value * 2));
  };
  const general: string[] = [];
  const stems: string[] = [];
  let insurers = context.insurerMentions ?? 0;
  for (const word of words) {
    const stem = stemOf(word, lexis.endings);
    const concept = conceptOf(word, stem, lexis);
    stems.push(stem);
    general.push(concept === null ? stem : `=${concept}`);
    if (concept === 'insurer') insurers++;
    else add(`w ${word}`, weight.word);
    if (concept !== null) add(`c ${concept}`, weight.concept);
    add(`s ${stem}`, weight.stem);
    if (word.length > 2) {
      add(`p ${soundOf(word, lexis.sounds)}`, weight.sound);
      addLetters(word, add);
    }
  }
  addSequences(stems, general, add);
  addShape(text, words.length, insurers, general, add);
  return normalised(features);
}

function addLetters(word: string, add: (name: string, value: number) => void): void {
  const marked = `^${word}$`;
  const value = weight.letters;
  for (let size = 3; size <= 5; size++) {
    for (let start = 0; start + size <= marked.length; start++)
      add(`l ${marked.slice(start, start + size)}`, value);
  }
}

function addSequences(
  stems: readonly string[],
  general: readonly string[],
  add: (name: string, value: number) => void,
): void {
  for (let index = 0; index < stems.length; index++) {
    const next = general[index + 1];
    const here = general[index] ?? '';
    if (next === undefined) continue;
    add(`2 ${here} ${next}`, weight.pair);
    const exact = `${stems[index] ?? ''} ${stems[index + 1] ?? ''}`;
    if (exact !== `${here} ${next}`) add(`b ${exact}`, weight.pair);
    const third = general[index + 2];
    if (third !== undefined) {
      add(`3 ${here} ${third}`, weight.gap);
      add(`t ${here} ${next} ${third}`, weight.gap);
    }
    const fourth = general[index + 3];
    if (fourth !== undefined) add(`4 ${here} ${fourth}`, weight.gap * 0.7);
  }
  if (general.length > 0) {
    add(`first ${general.slice(0, 2).join(' ')}`, weight.edge);
    add(`first ${general[0] ?? ''}`, weight.edge * 0.7);
    add(`last ${general.at(-1) ?? ''}`, weight.edge * 0.7);
  }
}

function addShape(
  text: string,
  count: number,
  insurers: number,
  general: readonly string[],
  add: (name: string, value: number) => void,
): void {
  const length =
    count <= 1
      ? 1
      : count <= 2
        ? 2
        : count <= 4
          ? 4
          : count <= 8
            ? 8
            : count <= 14
              ? 14
              : count <= 25
                ? 25
                : 99;
  add(`length ${length}`, weight.shape);
  if (text.includes('?')) add('question', weight.shape);
  if (text.includes('!')) add('exclamation', weight.shape * 0.5);
  if (/["«»“”]/.test(text)) add('quotes', weight.shape);
  if (/:\s*\S/.test(text)) add('colon', weight.shape * 0.7);
  if (/\n\s*\S/.test(text.trim())) add('lines', weight.shape);
  if (insurers > 0) add(`insurer ${Math.min(count, 12) >> 1}`, weight.shape);
  if (insurers > 0) add('insurer', weight.shape);
  if (general.includes('vous') || general.includes('votre')) add('addressed', weight.shape * 0.5);
}

function normalised(features: Features): Features {
  let squares = 0;
  for (const value of features.values()) squares += value * value;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (const [key, value] of features) features.set(key, value * factor);
  return features;
}

/** Convenience for training: words and features in one call. */
export function readFeatures(text: string, lexis: Lexis, context: FeatureContext = {}): Features {
  return featuresOf(text, readWords(text, lexis), lexis, context);
}
