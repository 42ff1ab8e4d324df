import { FeatureTable } from './feature-table.ts';
import { hash, hashOn } from './hash.ts';
import { conceptOf, readWords, soundOf, stemOf } from './lexis.ts';
import type { Lexis } from './lexis.ts';

/**
 * The hash of each feature (see `hash`) and, at the same place, how much it counts.
 * The values have a length (Euclidean norm) of 1.
 */
export type Features = { readonly keys: readonly number[]; readonly values: readonly number[] };

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

/** One word as the features see it, whatever stands around it. */
type ReadWord = {
  readonly stem: string;
  /** Its concept, else its stem. */
  readonly general: string;
  readonly isInsurer: boolean;
  readonly keys: readonly number[];
  readonly values: readonly number[];
};

/** The words of one message that were read already: its sentences hold the same ones. */
export type ReadWords = Map<string, ReadWord>;

type Add = (key: number, value: number) => void;

/** Turns the words of a text (see `readWords`) and the shape of the text into weighted features. */
export function featuresOf(
  text: string,
  words: readonly string[],
  lexis: Lexis,
  context: FeatureContext = {},
  known: ReadWords = new Map(),
): Features {
  const table = new FeatureTable();
  const add: Add = (key, value) => {
    table.add(key, value);
  };
  const general: string[] = [];
  const stems: string[] = [];
  let insurers = context.insurerMentions ?? 0;
  for (const word of words) {
    const read = known.get(word) ?? readWord(word, lexis);
    known.set(word, read);
    stems.push(read.stem);
    general.push(read.general);
    if (read.isInsurer) insurers++;
    for (let at = 0; at < read.keys.length; at++) table.add(read.keys[at] ?? 0, read.values[at] ?? 0);
  }
  addSequences(stems, general, add);
  addShape(text, words.length, insurers, general, add);
  return normalised(table);
}

// the hash of the name before what varies, so that no string is put together
const kinds = {
  word: hash('w '),
  concept: hash('c '),
  stem: hash('s '),
  sound: hash('p '),
  letters: hash('l '),
  pair: hash('2 '),
  exactPair: hash('b '),
  oneBetween: hash('3 '),
  triple: hash('t '),
  twoBetween: hash('4 '),
  first: hash('first '),
  last: hash('last '),
};

/** The key of a word as it is written, of its stem and of its sound: what tells whether training has seen it. */
export const wordKey = (word: string): number => hashOn(kinds.word, word);
export const stemKey = (stem: string): number => hashOn(kinds.stem, stem);
export const soundKey = (sound: string): number => hashOn(kinds.sound, sound);

function readWord(word: string, lexis: Lexis): ReadWord {
  const keys: number[] = [];
  const values: number[] = [];
  const add: Add = (key, value) => {
    keys.push(key);
    values.push(value);
  };
  const stem = stemOf(word, lexis.endings);
  const concept = conceptOf(word, stem, lexis);
  const isInsurer = concept === 'insurer';
  if (!isInsurer) add(wordKey(word), weight.word);
  if (concept !== null) add(hashOn(kinds.concept, concept), weight.concept);
  add(stemKey(stem), weight.stem);
  if (word.length > 2) {
    add(soundKey(soundOf(word, lexis.sounds)), weight.sound);
    addLetters(word, add);
  }
  return { stem, general: concept === null ? stem : `=${concept}`, isInsurer, keys, values };
}

function addLetters(word: string, add: Add): void {
  const marked = `^${word}$`;
  for (let size = 3; size <= 5; size++) {
    for (let start = 0; start + size <= marked.length; start++)
      add(hashOn(kinds.letters, marked, start, start + size), weight.letters);
  }
}

function addSequences(stems: readonly string[], general: readonly string[], add: Add): void {
  const joined = (kind: number, one: string, other: string) => hashOn(hashOn(hashOn(kind, one), ' '), other);
  for (let index = 0; index < stems.length; index++) {
    const next = general[index + 1];
    const here = general[index] ?? '';
    if (next === undefined) continue;
    add(joined(kinds.pair, here, next), weight.pair);
    const stem = stems[index] ?? '';
    const nextStem = stems[index + 1] ?? '';
    if (stem !== here || nextStem !== next) add(joined(kinds.exactPair, stem, nextStem), weight.pair);
    const third = general[index + 2];
    if (third !== undefined) {
      add(joined(kinds.oneBetween, here, third), weight.gap);
      add(hashOn(hashOn(joined(kinds.triple, here, next), ' '), third), weight.gap);
    }
    const fourth = general[index + 3];
    if (fourth !== undefined) add(joined(kinds.twoBetween, here, fourth), weight.gap * 0.7);
  }
  const [first, second] = general;
  if (first === undefined) return;
  const start = hashOn(kinds.first, first);
  add(second === undefined ? start : joined(kinds.first, first, second), weight.edge);
  add(start, weight.edge * 0.7);
  add(hashOn(kinds.last, general.at(-1) ?? ''), weight.edge * 0.7);
}

function addShape(text: string, count: number, insurers: number, general: readonly string[], add: Add): void {
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
  add(hash(`length ${length}`), weight.shape);
  if (text.includes('?')) add(hash('question'), weight.shape);
  if (text.includes('!')) add(hash('exclamation'), weight.shape * 0.5);
  if (/["«»“”]/.test(text)) add(hash('quotes'), weight.shape);
  if (/:\s*\S/.test(text)) add(hash('colon'), weight.shape * 0.7);
  if (/\n\s*\S/.test(text.trim())) add(hash('lines'), weight.shape);
  if (insurers > 0) add(hash(`insurer ${Math.min(count, 12) >> 1}`), weight.shape);
  if (insurers > 0) add(hash('insurer'), weight.shape);
  if (general.includes('vous') || general.includes('votre')) add(hash('addressed'), weight.shape * 0.5);
}

function normalised({ keys, values }: FeatureTable): Features {
  let squares = 0;
  for (const value of values) squares += value * value;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return { keys, values: values.map((value) => value * factor) };
}

/** Convenience for training: words and features in one call. */
export function readFeatures(text: string, lexis: Lexis, context: FeatureContext = {}): Features {
  return featuresOf(text, readWords(text, lexis), lexis, context);
}
