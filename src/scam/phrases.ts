import { phraseWords, type Token } from './tokens.ts';
import type { ScamLexicon } from './lexicon.ts';

/** A run of tokens, end excluded. */
export type Hit = { start: number; end: number };

type Word = { text: string; prefix: boolean };
type Term = { owner: number; words: readonly Word[] };
type Element = { owner: number; gap: number; across: boolean };

/** Patterns ready to be matched: every list of words is numbered, every term found by its first word. */
export type PhraseBook = {
  readonly size: number;
  readonly exact: ReadonlyMap<string, readonly Term[]>;
  readonly prefixes: ReadonlyMap<string, readonly Term[]>;
  readonly prefixLengths: readonly number[];
  readonly classes: ReadonlyMap<string, number>;
  readonly patterns: ReadonlyMap<string, readonly (readonly Element[])[]>;
  readonly vocabulary: ReadonlySet<string>;
};

/** Compiles the lexicon once. Throws when a pattern names a class that does not exist. */
export function compilePhrases(lexicon: ScamLexicon): PhraseBook {
  const exact = new Map<string, Term[]>();
  const prefixes = new Map<string, Term[]>();
  const vocabulary = new Set<string>();
  const classes = new Map<string, number>();
  const anonymous = new Map<string, number>();
  let size = 0;

  const addTerm = (owner: number, phrase: string): void => {
    const parts = phraseWords(phrase).map((part) => ({
      text: part.replace('*', ''),
      prefix: part.endsWith('*'),
    }));
    const first = parts[0];
    if (first === undefined) throw new Error(`empty phrase: ${phrase}`);
    for (const part of parts) if (!part.prefix) vocabulary.add(part.text);
    const index = first.prefix ? prefixes : exact;
    const list = index.get(first.text);
    if (list) list.push({ owner, words: parts });
    else index.set(first.text, [{ owner, words: parts }]);
  };
  for (const [name, phrases] of Object.entries(lexicon.classes)) {
    classes.set(name, size);
    for (const phrase of phrases) addTerm(size, phrase);
    size += 1;
  }
  for (const name of ['link', 'phone', 'email', 'amount']) {
    classes.set(name, size);
    size += 1;
  }
  const element = (source: string, gap: number, across: boolean): Element => {
    if (source.startsWith('<')) {
      const owner = classes.get(source.slice(1, -1));
      if (owner === undefined) throw new Error(`unknown class ${source}`);
      return { owner, gap, across };
    }
    let owner = anonymous.get(source);
    if (owner === undefined) {
      owner = size;
      size += 1;
      anonymous.set(source, owner);
      for (const word of source.split('|')) addTerm(owner, word.replaceAll('_', ' '));
    }
    return { owner, gap, across };
  };
  const patterns = new Map<string, Element[][]>();
  for (const [id, sources] of Object.entries(lexicon.patterns)) {
    patterns.set(
      id,
      sources.map((source) => {
        const elements: Element[] = [];
        let gap = 0;
        let across = false;
        for (const part of source.split(' ')) {
          const distance = /^(\.\.|~)(\d+)$/.exec(part);
          if (distance) {
            gap = Number(distance[2]);
            across = distance[1] === '~';
          } else {
            elements.push(element(part, gap, across));
            gap = 0;
            across = false;
          }
        }
        return elements;
      }),
    );
  }
  const prefixLengths = [...new Set([...prefixes.keys()].map((key) => key.length))].sort((a, b) => a - b);
  return { size, exact, prefixes, prefixLengths, classes, patterns, vocabulary };
}

function termEnd(term: Term, tokens: readonly Token[], at: number): number {
  for (let index = 1; index < term.words.length; index += 1) {
    const wanted = term.words[index];
    const token = tokens[at + index];
    if (wanted === undefined || token === undefined) return -1;
    if (wanted.prefix ? !token.word.startsWith(wanted.text) : token.word !== wanted.text) return -1;
  }
  return at + term.words.length;
}

/** Finds the hits of every class, by class number, sorted by start. One pass over the tokens. */
export function findHits(book: PhraseBook, tokens: readonly Token[]): readonly Hit[][] {
  const hits: Hit[][] = Array.from({ length: book.size }, () => []);
  const terms = new Map<string, readonly Term[]>();
  tokens.forEach((token, at) => {
    let found = terms.get(token.word);
    if (found === undefined) {
      const list = [...(book.exact.get(token.word) ?? [])];
      for (const length of book.prefixLengths) {
        if (length > token.word.length) break;
        list.push(...(book.prefixes.get(token.word.slice(0, length)) ?? []));
      }
      found = list;
      terms.set(token.word, found);
    }
    for (const term of found) {
      const end = termEnd(term, tokens, at);
      if (end > 0) hits[term.owner]?.push({ start: at, end });
    }
    const kind = pseudoWords[token.word];
    if (kind !== undefined) {
      const owner = book.classes.get(kind);
      if (owner !== undefined) hits[owner]?.push({ start: at, end: at + 1 });
    }
  });
  return hits;
}

/** The words that stand for a link, a number, an address or a sum; no real word looks like them. */
export const pseudoWords: Readonly<Record<string, string>> = {
  '\u0001link': 'link',
  '\u0001phone': 'phone',
  '\u0001email': 'email',
  '\u0001amount': 'amount',
};

/**
 * Matches one pattern against the hits of its elements, nearest neighbours first: each step walks two sorted
 * lists side by side, so that the work grows with the number of hits and nothing is tried twice.
 */
export function matchPattern(
  elements: readonly Element[],
  hits: readonly (readonly Hit[])[],
  tokens: readonly Token[],
): readonly Hit[] {
  const first = elements[0];
  if (first === undefined) return [];
  let matches: readonly Hit[] = hits[first.owner] ?? [];
  for (let index = 1; index < elements.length && matches.length > 0; index += 1) {
    const element = elements[index];
    if (element === undefined) break;
    const next: Hit[] = [];
    let cursor = 0;
    for (const hit of hits[element.owner] ?? []) {
      // the latest match that ends before this hit
      let following = matches[cursor + 1];
      while (following !== undefined && following.end <= hit.start) {
        cursor += 1;
        following = matches[cursor + 1];
      }
      const before = matches[cursor];
      if (before === undefined || before.end > hit.start) continue;
      if (hit.start - before.end > element.gap) continue;
      if (!element.across && tokens[before.end - 1]?.sentence !== tokens[hit.start]?.sentence) continue;
      next.push({ start: before.start, end: hit.end });
    }
    matches = next;
  }
  return matches;
}
