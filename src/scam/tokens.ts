/** A word of the message, folded (lower case, no accents), with its place in the text. */
export type Token = {
  word: string;
  /** Offsets in the text, end excluded. */
  start: number;
  end: number;
  /** Number of the sentence and of the clause that it stands in. */
  sentence: number;
  clause: number;
};

/** A stretch that counts as one word whatever it holds: a link, an address, a telephone number. */
export type Span = { start: number; end: number; word: string };

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
const spelledOut: Readonly<Record<string, string>> = {
  '\u0153': 'oe',
  '\u00e6': 'ae',
  '\u00df': 'ss',
};

/** Folds one word; the cheap way for plain ASCII. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (!/[^\u0000-\u007f]/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0153\u00e6\u00df]/g, (letter) => spelledOut[letter] ?? letter);
}

/** Splits a phrase of the lexicon the same way as a message. */
export function phraseWords(phrase: string): string[] {
  return phrase.match(/[\p{L}\p{N}\p{M}]+\*?/gu)?.map(foldWord) ?? [];
}

/**
 * Splits a text into tokens. A span is one token with its own word; between two tokens a full stop, an
 * exclamation or question mark or a line break ends the sentence, other punctuation ends the clause.
 *
 * @param spans sorted, not overlapping
 */
export function tokenise(text: string, spans: readonly Span[]): Token[] {
  const tokens: Token[] = [];
  let sentence = 0;
  let clause = 0;
  let previous = 0;
  const push = (word: string, start: number, end: number): void => {
    const between = text.slice(previous, start);
    const ends = between !== ' ' && /[.!?…\n\r]/.test(between);
    if (ends) sentence += 1;
    if (ends || (between !== ' ' && /[,:;()«»"–—]/.test(between))) clause += 1;
    tokens.push({ word, start, end, sentence, clause });
    previous = end;
  };
  const plain = (start: number, end: number): void => {
    const part = text.slice(start, end);
    for (const match of part.matchAll(wordPattern)) {
      const from = start + match.index;
      push(foldWord(match[0]), from, from + match[0].length);
    }
  };
  let at = 0;
  for (const span of spans) {
    plain(at, span.start);
    push(span.word, span.start, span.end);
    at = span.end;
  }
  plain(at, text.length);
  return tokens;
}
