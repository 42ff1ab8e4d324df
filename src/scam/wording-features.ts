import { hash, hashOn } from '../understanding/hash.ts';
import type { Reading } from './message.ts';
import type { ReadLink } from './signals/links.ts';
import type { Token } from './tokens.ts';
import type { Signal } from './verdict.ts';
import { shapesOf } from './wording-shape.ts';

/** What the text score looks at: the message as read, its links, and the signs already found in it. */
export type WordingInput = {
  readonly reading: Reading;
  readonly links: readonly ReadLink[];
  readonly signals: readonly Signal[];
};

/**
 * Names and values of what stands in a stretch of a message. `owners` tells which token each came from
 * (-1: the stretch as a whole, `signOwner`: the signs), `alarming` which of them must never speak for the message.
 */
export type WordingFeatures = {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
  readonly owners: Int32Array;
  readonly alarming: Uint8Array;
};

/** Owner of the features that come from signs. */
export const signOwner = -2;

/** Size of the table of weights; two names may share a place, which is rare enough. */
export const bucketCount = 1 << 19;

// how much each kind counts inside its group; words and letters are each brought to length 1
const weight = { word: 1, pair: 0.8, gap: 0.4, letters: 1 };
const share = { words: 1, letters: 0.7, shape: 0.3, sign: 0.35 };

/** Patterns of the lexicon that are no sign by themselves but tell what a text is about. */
const themes = ['talk-warning', 'talk-speaker', 'breach-mention', 'breach-notice', 'theme-sensitive'];

/** Longest stretch read at once, in words; a longer message is read in overlapping stretches. */
export const stretchLength = 240;

// the hash of the name before what varies, so that no string is put together
const kinds = { word: hash('w '), pair: hash('2 '), gap: hash('3 '), letters: hash('l ') };

function bucketOf(key: number): number {
  return (key >>> 0) % bucketCount;
}

/** Reads a message once; the result gives the features of any stretch of it, from one token to another, excluded. */
export function prepareWording(input: WordingInput): (from: number, to: number) => WordingFeatures {
  const { tokens } = input.reading;
  const names = namesIn(input.reading);
  const sequences = readSequences(tokens, names);
  const known = new Map<string, readonly number[]>();
  const letters = tokens.map(({ word }, at) => {
    if (names.has(at)) return [];
    const read = known.get(word) ?? readLetters(word);
    known.set(word, read);
    return read;
  });
  const whole = wholeFeatures(input);
  return (from, to) => {
    let most = whole.length + 64;
    for (let at = from; at < to; at++) most += 3 + (letters[at]?.length ?? 0);
    const table = new StretchTable(most);
    for (let at = from; at < to; at++) {
      const { word, pair, gap } = sequences[at] ?? nothing;
      table.add(word, weight.word, at);
      table.add(pair, weight.pair, at);
      if (gap >= 0) table.add(gap, weight.gap, at);
    }
    table.scale(0, share.words);
    const start = table.count;
    for (let at = from; at < to; at++)
      for (const bucket of letters[at] ?? []) table.add(bucket, weight.letters, at);
    table.scale(start, share.letters);
    for (const { name, alarming } of shapesOf(input, from, to))
      table.add(bucketOf(hash(`shape ${name}`)), share.shape, -1, alarming);
    for (const { bucket, alarming } of whole) table.add(bucket, share.sign, signOwner, alarming);
    return table.features();
  };
}

/** Reads the features of the first stretch of a message. */
export function readWordingFeatures(input: WordingInput): WordingFeatures {
  return prepareWording(input)(0, Math.min(stretchLength, input.reading.tokens.length));
}

type Sequence = { word: number; pair: number; gap: number };
const nothing: Sequence = { word: 0, pair: 0, gap: -1 };

/** Each token alone, after the one before it, and after the one before that; inside its sentence. */
function readSequences(tokens: readonly Token[], names: ReadonlySet<number>): Sequence[] {
  let before = '';
  let earlier = '';
  return tokens.map((token, at) => {
    const word = general(token, names.has(at));
    const stem = word.slice(0, 5);
    if (tokens[at - 1]?.sentence !== token.sentence) {
      before = '';
      earlier = '';
    }
    const behind = (kind: number, other: string): number => hashOn(hashOn(hashOn(kind, other), ' '), stem);
    const read = {
      word: bucketOf(hashOn(kinds.word, word)),
      pair: bucketOf(behind(kinds.pair, before)),
      gap: earlier === '' ? -1 : bucketOf(behind(kinds.gap, earlier)),
    };
    earlier = before;
    before = stem;
    return read;
  });
}

/** The runs of three to five letters of a word, its ends marked. */
function readLetters(word: string): readonly number[] {
  if (word.length < 3 || word.length > 40 || /[\u0001\d]/.test(word)) return [];
  const marked = `^${word}$`;
  const buckets: number[] = [];
  for (let start = 0; start + 3 <= marked.length; start++) {
    let key = hashOn(kinds.letters, marked, start, start + 2);
    for (let end = start + 2; end < Math.min(marked.length, start + 5); end++) {
      key = hashOn(key, marked, end, end + 1);
      buckets.push(bucketOf(key));
    }
  }
  return buckets;
}

/** The tokens that name an organisation: which one it is must not decide. */
function namesIn({ tokens, mentions }: Reading): ReadonlySet<number> {
  const names = new Set<number>();
  let at = 0;
  for (const mention of mentions) {
    while (at < tokens.length && (tokens[at]?.start ?? 0) < mention.start) at += 1;
    for (let next = at; (tokens[next]?.end ?? Infinity) <= mention.end; next++) names.add(next);
  }
  return names;
}

/** Links, sums and figures by their kind, names of organisations as one. */
function general({ word }: Token, isName: boolean): string {
  if (isName) return '\u0001name';
  if (word.startsWith('\u0001')) return word;
  return /\d/.test(word) ? `\u0001figures${Math.min(word.length, 6)}` : word;
}

/** The signs, their number and their points in steps, and the themes: of the message as a whole. */
function wholeFeatures({ reading, signals }: WordingInput): { bucket: number; alarming: boolean }[] {
  const counted = signals.filter((signal) => signal.legitimate !== true);
  const points = counted.reduce((sum, signal) => sum + signal.weight, 0);
  const names = [
    ...signals.map(({ id, legitimate }) => ({ name: `sign ${id}`, alarming: legitimate !== true })),
    ...[1, 2, 3, 5].flatMap((least) =>
      counted.length >= least ? [{ name: `signs ${least}`, alarming: true }] : [],
    ),
    ...[1, 8, 15, 30, 45, 60].flatMap((step) =>
      points >= step ? [{ name: `points ${step}`, alarming: true }] : [],
    ),
    ...themes.flatMap((theme) =>
      reading.matches(theme).length > 0 ? [{ name: `theme ${theme}`, alarming: false }] : [],
    ),
  ];
  return names.map(({ name, alarming }) => ({ bucket: bucketOf(hash(name)), alarming }));
}

/** Features of one stretch, each bucket once; an open-addressing table, cheaper than a Set. */
class StretchTable {
  count = 0;
  readonly #slots: Int32Array;
  readonly #buckets: Int32Array;
  readonly #values: Float32Array;
  readonly #owners: Int32Array;
  readonly #alarming: Uint8Array;

  constructor(most: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(most * 1.5)));
    this.#buckets = new Int32Array(most);
    this.#values = new Float32Array(most);
    this.#owners = new Int32Array(most);
    this.#alarming = new Uint8Array(most);
  }

  add(bucket: number, value: number, owner: number, alarming = false): void {
    const mask = this.#slots.length - 1;
    let slot = bucket & mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0) break;
      if (this.#buckets[place - 1] === bucket) return;
      slot = (slot + 1) & mask;
    }
    this.#buckets[this.count] = bucket;
    this.#values[this.count] = value;
    this.#owners[this.count] = owner;
    this.#alarming[this.count] = Number(alarming);
    this.#slots[slot] = ++this.count;
  }

  /** Brings the values from one place on to the wanted length (Euclidean norm). */
  scale(from: number, length: number): void {
    let squares = 0;
    for (let at = from; at < this.count; at++) squares += (this.#values[at] ?? 0) ** 2;
    const factor = squares > 0 ? length / Math.sqrt(squares) : 0;
    for (let at = from; at < this.count; at++) this.#values[at] = (this.#values[at] ?? 0) * factor;
  }

  features(): WordingFeatures {
    return {
      buckets: this.#buckets.subarray(0, this.count),
      values: this.#values.subarray(0, this.count),
      owners: this.#owners.subarray(0, this.count),
      alarming: this.#alarming.subarray(0, this.count),
    };
  }
}
