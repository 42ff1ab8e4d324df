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
 * Names and values of what stands in a message. `owners` tells which token each came from (-1: the text as a whole,
 * `signOwner`: the signs), `alarming` which of them must never speak for the message.
 */
export type WordingFeatures = {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
  readonly owners: Int32Array;
  readonly alarming: Uint8Array;
};

/** The features of one stretch: `places` are those of their buckets in the message that was read. */
export type StretchFeatures = Omit<WordingFeatures, 'buckets'> & { readonly places: Int32Array };

/** A message read once: its distinct buckets, and the features of any stretch from one token to another, excluded. */
export type PreparedWording = {
  readonly buckets: readonly number[];
  readonly stretch: (from: number, to: number) => StretchFeatures;
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

/** Reads a message once. */
export function prepareWording(input: WordingInput): PreparedWording {
  const { tokens } = input.reading;
  const names = namesIn(input.reading);
  const register = new Register(tokens.length * 24);
  const sequences = readSequences(tokens, names, register);
  const known = new Map<string, Int32Array>();
  const letters = tokens.map(({ word }, at) => {
    if (names.has(at)) return noLetters;
    const read = known.get(word) ?? readLetters(word, register);
    known.set(word, read);
    return read;
  });
  const whole = wholeFeatures(input).map(({ name, alarming }) => ({
    place: register.placeOf(hash(name)),
    alarming,
  }));
  const stretch = (from: number, to: number): StretchFeatures => {
    const shapes = shapesOf(input, from, to).map(({ name, alarming }) => ({
      place: register.placeOf(hash(`shape ${name}`)),
      alarming,
    }));
    let most = shapes.length + whole.length;
    for (let at = from; at < to; at++) most += 3 + (letters[at]?.length ?? 0);
    const list = new FeatureList(most, register.buckets.length);
    for (let at = from; at < to; at++) {
      list.add(sequences.word[at] ?? 0, weight.word, at);
      list.add(sequences.pair[at] ?? 0, weight.pair, at);
      const gap = sequences.gap[at] ?? -1;
      if (gap >= 0) list.add(gap, weight.gap, at);
    }
    list.scale(0, share.words);
    const start = list.count;
    for (let at = from; at < to; at++)
      for (const place of letters[at] ?? noLetters) list.add(place, weight.letters, at);
    list.scale(start, share.letters);
    for (const { place, alarming } of shapes) list.add(place, share.shape, -1, alarming);
    for (const { place, alarming } of whole) list.add(place, share.sign, signOwner, alarming);
    return list.features();
  };
  return { buckets: register.buckets, stretch };
}

/** Reads the features of the first stretch of a message. */
export function readWordingFeatures(input: WordingInput): WordingFeatures {
  const { buckets, stretch } = prepareWording(input);
  const { places, ...features } = stretch(0, Math.min(stretchLength, input.reading.tokens.length));
  return { ...features, buckets: places.map((place) => buckets[place] ?? 0) };
}

const noLetters = new Int32Array(0);

/** The places of each token alone, after the one before it, and after the one before that; -1 where there is none. */
type Sequences = { word: Int32Array; pair: Int32Array; gap: Int32Array };

function readSequences(tokens: readonly Token[], names: ReadonlySet<number>, register: Register): Sequences {
  const read: Sequences = {
    word: new Int32Array(tokens.length),
    pair: new Int32Array(tokens.length),
    gap: new Int32Array(tokens.length).fill(-1),
  };
  let before = '';
  let earlier = '';
  for (const [at, token] of tokens.entries()) {
    const word = general(token, names.has(at));
    const stem = word.slice(0, 5);
    if (tokens[at - 1]?.sentence !== token.sentence) {
      before = '';
      earlier = '';
    }
    const behind = (kind: number, other: string): number =>
      register.placeOf(hashOn(hashOn(hashOn(kind, other), ' '), stem));
    read.word[at] = register.placeOf(hashOn(kinds.word, word));
    read.pair[at] = behind(kinds.pair, before);
    if (earlier !== '') read.gap[at] = behind(kinds.gap, earlier);
    earlier = before;
    before = stem;
  }
  return read;
}

/** The runs of three to five letters of a word, its ends marked. */
function readLetters(word: string, register: Register): Int32Array {
  if (word.length < 3 || word.length > 40 || /[\u0001\d]/.test(word)) return noLetters;
  const marked = `^${word}$`;
  const places: number[] = [];
  for (let start = 0; start + 3 <= marked.length; start++) {
    let key = hashOn(kinds.letters, marked, start, start + 2);
    for (let end = start + 2; end < Math.min(marked.length, start + 5); end++) {
      key = hashOn(key, marked, end, end + 1);
      places.push(register.placeOf(key));
    }
  }
  return Int32Array.from(places);
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
function wholeFeatures({ reading, signals }: WordingInput): { name: string; alarming: boolean }[] {
  const counted = signals.filter((signal) => signal.legitimate !== true);
  const points = counted.reduce((sum, signal) => sum + signal.weight, 0);
  return [
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
}

/** Gives every bucket of a message a place; an open-addressing table, cheaper than a Map. */
class Register {
  readonly buckets: number[] = [];
  /** Place plus one, 0 where nothing is; at most half full. */
  #slots: Int32Array;

  /** @param expected about how many there will be */
  constructor(expected: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(expected + 64)));
  }

  placeOf(key: number): number {
    const bucket = bucketOf(key);
    const slot = this.#slotOf(bucket);
    const place = (this.#slots[slot] ?? 0) - 1;
    if (place >= 0) return place;
    this.#slots[slot] = this.buckets.push(bucket);
    if (this.buckets.length * 2 > this.#slots.length) this.#grow();
    return this.buckets.length - 1;
  }

  #slotOf(bucket: number): number {
    const mask = this.#slots.length - 1;
    let slot = bucket & mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || this.buckets[place - 1] === bucket) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const [place, bucket] of this.buckets.entries()) this.#slots[this.#slotOf(bucket)] = place + 1;
  }
}

/** Features of one stretch, each bucket once. */
class FeatureList {
  count = 0;
  /** By place, whether it is in the list. */
  readonly #met: Uint8Array;
  readonly #places: Int32Array;
  readonly #values: Float32Array;
  readonly #owners: Int32Array;
  readonly #alarming: Uint8Array;

  constructor(most: number, placeCount: number) {
    this.#met = new Uint8Array(placeCount);
    this.#places = new Int32Array(most);
    this.#values = new Float32Array(most);
    this.#owners = new Int32Array(most);
    this.#alarming = new Uint8Array(most);
  }

  add(place: number, value: number, owner: number, alarming = false): void {
    if (this.#met[place] === 1) return;
    this.#met[place] = 1;
    this.#places[this.count] = place;
    this.#values[this.count] = value;
    this.#owners[this.count] = owner;
    if (alarming) this.#alarming[this.count] = 1;
    this.count += 1;
  }

  /** Brings the values from one place on to the wanted length (Euclidean norm). */
  scale(from: number, length: number): void {
    let squares = 0;
    for (let at = from; at < this.count; at++) squares += (this.#values[at] ?? 0) ** 2;
    const factor = squares > 0 ? length / Math.sqrt(squares) : 0;
    for (let at = from; at < this.count; at++) this.#values[at] = (this.#values[at] ?? 0) * factor;
  }

  features(): StretchFeatures {
    return {
      places: this.#places.subarray(0, this.count),
      values: this.#values.subarray(0, this.count),
      owners: this.#owners.subarray(0, this.count),
      alarming: this.#alarming.subarray(0, this.count),
    };
  }
}
