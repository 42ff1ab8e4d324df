import { hash } from '../understanding/hash.ts';
import type { Reading } from './message.ts';
import type { ReadLink } from './signals/links.ts';
import type { Token } from './tokens.ts';
import type { Signal } from './verdict.ts';

/** What the text score looks at: the message as read, its links, and the signs already found in it. */
export type WordingInput = {
  readonly reading: Reading;
  readonly links: readonly ReadLink[];
  readonly signals: readonly Signal[];
};

/**
 * Names and values of what stands in a message, `owners` telling which token each came from
 * (-1: the whole message, `signOwner`: the signs).
 */
export type WordingFeatures = { buckets: Int32Array; values: Float32Array; owners: Int32Array };

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

/**
 * Reads the features of one stretch of a message.
 *
 * @param from first token
 * @param to last token, excluded
 */
export function readWordingFeatures(input: WordingInput, from: number, to: number): WordingFeatures {
  const seen = new Set<number>();
  const buckets: number[] = [];
  const values: number[] = [];
  const owners: number[] = [];
  const add = (name: string, value: number, owner: number): void => {
    const bucket = (hash(name) >>> 0) % bucketCount;
    if (seen.has(bucket)) return;
    seen.add(bucket);
    buckets.push(bucket);
    values.push(value);
    owners.push(owner);
  };
  const { tokens } = input.reading;
  const names = namesIn(input.reading, from, to);
  addWords(tokens, names, from, to, add);
  scale(values, 0, share.words);
  const letters = values.length;
  for (let at = from; at < to; at++) {
    if (!names.has(at)) addLetters(tokens[at]?.word ?? '', at, add);
  }
  scale(values, letters, share.letters);
  addShape(input, from, to, add);
  for (const signal of input.signals) add(`sign ${signal.id}`, share.sign, signOwner);
  addPoints(input.signals, add);
  for (const theme of themes) {
    if (input.reading.matches(theme).length > 0) add(`theme ${theme}`, share.sign, signOwner);
  }
  return {
    buckets: Int32Array.from(buckets),
    values: Float32Array.from(values),
    owners: Int32Array.from(owners),
  };
}

type Add = (name: string, value: number, owner: number) => void;

/** The tokens that name an organisation: which one it is must not decide. */
function namesIn(reading: Reading, from: number, to: number): ReadonlySet<number> {
  const names = new Set<number>();
  let at = from;
  for (const mention of reading.mentions) {
    while (at < to && (reading.tokens[at]?.start ?? 0) < mention.start) at += 1;
    for (let next = at; next < to && (reading.tokens[next]?.end ?? Infinity) <= mention.end; next++)
      names.add(next);
  }
  return names;
}

/** Links, sums and figures by their kind, names of organisations as one. */
function general(token: Token | undefined, isName: boolean): string {
  const word = token?.word ?? '';
  if (isName) return '\u0001name';
  if (word.startsWith('\u0001')) return word;
  return /\d/.test(word) ? `\u0001figures${Math.min(word.length, 6)}` : word;
}

function addWords(
  tokens: readonly Token[],
  names: ReadonlySet<number>,
  from: number,
  to: number,
  add: Add,
): void {
  let before = '';
  let earlier = '';
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    const word = general(token, names.has(at));
    const stem = word.slice(0, 5);
    add(`w ${word}`, weight.word, at);
    if (tokens[at - 1]?.sentence !== token?.sentence) {
      before = '';
      earlier = '';
    }
    add(`2 ${before} ${stem}`, weight.pair, at);
    if (earlier !== '') add(`3 ${earlier} ${stem}`, weight.gap, at);
    earlier = before;
    before = stem;
  }
}

function addLetters(word: string, owner: number, add: Add): void {
  if (word.length < 3 || word.length > 40 || /[\u0001\d]/.test(word)) return;
  const marked = `^${word}$`;
  for (let size = 3; size <= 5; size++) {
    for (let start = 0; start + size <= marked.length; start++)
      add(marked.slice(start, start + size), weight.letters, owner);
  }
}

function addShape({ reading, links }: WordingInput, from: number, to: number, add: Add): void {
  const start = reading.tokens[from]?.start ?? 0;
  const end = reading.tokens[to - 1]?.end ?? 0;
  const text = reading.text.slice(start, to === reading.tokens.length ? end + 3 : end);
  const shape = (name: string): void => {
    add(`shape ${name}`, share.shape, -1);
  };
  const inside = (place: { start: number }): boolean => place.start >= start && place.start < end;
  const near = links.filter(({ link }) => inside(link));
  for (const { link, host } of near) shape(`${link.kind} ${host.standing}`);
  if (near.length > 1) shape('several links');
  const placeholder = reading.links.some((link) => link.kind === 'placeholder' && inside(link));
  if (placeholder) shape('placeholder');
  const numbers = reading.numbers.filter(inside);
  for (const number of numbers) shape(`number ${number.kind}`);
  if (near.length === 0 && !placeholder) shape(numbers.length > 0 ? 'number alone' : 'no way in');
  const exclamations = text.split('!').length - 1;
  if (exclamations > 0) shape(exclamations > 1 ? 'exclamations' : 'exclamation');
  if (text.includes('?')) shape('question');
  if (/[«»“”"]/.test(text)) shape('quotation');
  if (text.includes('\n')) shape(/\n\s*\n/.test(text) ? 'paragraphs' : 'lines');
  const capitals = text.replace(/[^\p{Lu}]+/gu, '').length / Math.max(1, text.length);
  shape(`capitals ${capitals < 0.02 ? 0 : capitals < 0.08 ? 2 : capitals < 0.25 ? 8 : 25}`);
  if (greetsByName(reading)) shape('greeted by name');
  const words = to - from;
  shape(`words ${[6, 12, 20, 35, 60, 100].find((most) => words <= most) ?? 'many'}`);
}

/** Whether the message opens with a few words of which a later one is capitalised, as a name is. */
function greetsByName({ text, tokens }: Reading): boolean {
  const opening = tokens.slice(1, 5).filter((token) => token.clause === tokens[0]?.clause);
  return (
    opening.length < 4 && opening.some((token) => /^\p{Lu}\p{Ll}/u.test(text.slice(token.start, token.end)))
  );
}

function addPoints(signals: readonly Signal[], add: Add): void {
  const counted = signals.filter((signal) => signal.legitimate !== true);
  const points = counted.reduce((sum, signal) => sum + signal.weight, 0);
  add(`signs ${Math.min(counted.length, 5)}`, share.sign, signOwner);
  for (const step of [1, 8, 15, 30, 45, 60]) if (points >= step) add(`points ${step}`, share.sign, signOwner);
}

/** Brings the values from one place on to the wanted length (Euclidean norm). */
function scale(values: number[], from: number, length: number): void {
  let squares = 0;
  for (let at = from; at < values.length; at++) squares += (values[at] ?? 0) ** 2;
  const factor = squares > 0 ? length / Math.sqrt(squares) : 0;
  for (let at = from; at < values.length; at++) values[at] = (values[at] ?? 0) * factor;
}
