import type { InsurerIndex } from './insurer-index.ts';
import { tokenise, type Token } from './tokens.ts';

/** A message made ready for look-ups: one entry a word in each list. */
export type Reading = {
  readonly tokens: readonly Token[];
  /** Usual spellings. */
  readonly words: readonly string[];
  readonly small: readonly boolean[];
  readonly generic: readonly boolean[];
  /** Small words that stand inside names: "de la", "et". */
  readonly connecting: readonly boolean[];
  /** An everyday word, a first name or a place; short numbers too. */
  readonly known: readonly boolean[];
  /** The number of the phrase that a word belongs to which means no insurer, else -1. */
  readonly blocked: readonly number[];
  /** How many words before each place say something; one entry more than words. */
  readonly others: readonly number[];
  /** The same without words of courtesy. */
  readonly strangers: readonly number[];
  /** All words of the message, for words that show another meaning. */
  readonly wordSet: ReadonlySet<string>;
  /** Some word of insurance or of the theft is there. */
  readonly onSubject: boolean;
  readonly banking: boolean;
  readonly employment: boolean;
  /** Some word is of health insurance. */
  readonly health: boolean;
  /** Some word asks about the theft. */
  readonly leak: boolean;
  /** What an insurance other than health covers: "voiture". */
  readonly otherKinds: readonly boolean[];
  /** Everything is in capitals, so capitals say nothing. */
  readonly shouted: boolean;
};

const longestBlockedPhrase = 7;

/** Reads a message up to `limit` UTF-16 units. */
export function readMessage(text: string, index: InsurerIndex, limit: number): Reading {
  const { vocabulary, cues, grammar } = index;
  const tokens = tokenise(text, limit);
  const words = tokens.map(({ folded }) => vocabulary.canonical(folded));
  const small = words.map(vocabulary.isSmall);
  const generic = words.map(vocabulary.isGeneric);
  const some = (cue: ReadonlySet<string>): boolean => words.some((word) => cue.has(word));
  const insured = some(cues.policy) || some(cues.contrast);
  const inCapitals = tokens.filter(({ capitals, folded }) => capitals && folded.length > 1).length;
  return {
    tokens,
    words,
    small,
    generic,
    connecting: words.map((word) => grammar.connectors.has(word)),
    known: words.map((word) => vocabulary.isKnown(word) || /^\d+$/.test(word)),
    blocked: blockedWords(tokens, words, index),
    others: runningCount(words, (at) => small[at] !== true && generic[at] !== true),
    strangers: runningCount(words, (at) => {
      return small[at] !== true && generic[at] !== true && !cues.courtesy.has(words[at] ?? '');
    }),
    wordSet: new Set([...words, ...tokens.map(({ folded }) => folded)]),
    onSubject: some(cues.subject),
    banking: some(cues.banking),
    employment: some(cues.employment),
    health: some(cues.health),
    leak: some(cues.leak),
    otherKinds: words.map(
      (word, at) =>
        // not in "auto-entrepreneur"
        tokens[at + 1]?.gap !== 'joined' &&
        (cues.otherKinds.has(word) || (insured && cues.otherKindsIfInsured.has(word))),
    ),
    shouted: tokens.length > 2 && inCapitals > tokens.length * 0.6,
  };
}

function blockedWords(tokens: readonly Token[], words: readonly string[], index: InsurerIndex): number[] {
  const blocked = words.map(() => -1);
  for (let from = 0; from < words.length; from++) {
    let joined = '';
    for (let to = from; to < Math.min(words.length, from + longestBlockedPhrase); to++) {
      if (to > from && tokens[to]?.gap === 'break') break;
      joined += words[to] ?? '';
      if (!index.notInsurers.has(joined)) continue;
      for (let at = from; at <= to; at++) blocked[at] = from;
    }
  }
  return blocked;
}

function runningCount(words: readonly string[], counts: (at: number) => boolean): number[] {
  const running = [0];
  for (let at = 0; at < words.length; at++) running.push((running[at] ?? 0) + (counts(at) ? 1 : 0));
  return running;
}

/** How many of the counted words lie outside `from` to `to`. */
export function countOutside(running: readonly number[], from: number, to: number): number {
  return (running.at(-1) ?? 0) - (running[to + 1] ?? 0) + (running[from] ?? 0);
}
