import { phraseWords, type Token } from './tokens.ts';
import type { ScamLexicon } from './lexicon.ts';

/** A run of tokens, end excluded. */
export type Hit = { start: number; end: number };

type Word = { text: string; prefix: boolean };
type Term = { owner: number; rest: readonly Word[] };
type Element = { owner: number; gap: number; across: boolean; notAfter: ReadonlySet<string> | null };

/** The rest of a term of one word: most are, so that they share it. */
const nothing: readonly Word[] = [];

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
  const exact = new Map<string, readonly Term[]>();
  const prefixes = new Map<string, readonly Term[]>();
  const vocabulary = new Set<string>();
  const classes = new Map<string, number>();
  const anonymous = new Map<string, number>();
  let size = 0;

  const words = new Map<string, Word>();
  const wordOf = (part: string): Word => {
    const word = words.get(part) ?? { text: part.replace('*', ''), prefix: part.endsWith('*') };
    words.set(part, word);
    return word;
  };
  const addTerm = (owner: number, phrase: string): void => {
    const parts = phraseWords(phrase).map(wordOf);
    const first = parts[0];
    if (first === undefined) throw new Error(`empty phrase: ${phrase}`);
    for (const part of parts) if (!part.prefix) vocabulary.add(part.text);
    const index = first.prefix ? prefixes : exact;
    // an array that grew by a push keeps room for many more: these are cut and put together to measure
    const term: Term = { owner, rest: parts.length > 1 ? parts.slice(1) : nothing };
    index.set(first.text, (index.get(first.text) ?? []).concat(term));
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
  const owned = (source: string): number => {
    if (source.startsWith('<')) {
      const owner = classes.get(source.slice(1, -1));
      if (owner === undefined) throw new Error(`unknown class ${source}`);
      return owner;
    }
    let owner = anonymous.get(source);
    if (owner === undefined) {
      owner = size;
      size += 1;
      anonymous.set(source, owner);
      for (const word of source.split('|')) addTerm(owner, word.replaceAll('_', ' '));
    }
    return owner;
  };
  const patterns = new Map<string, Element[][]>();
  for (const [id, sources] of Object.entries(lexicon.patterns)) {
    patterns.set(
      id,
      sources.map((source) => {
        const elements: Element[] = [];
        let next = { gap: 0, across: false, notAfter: null as ReadonlySet<string> | null };
        for (const part of source.split(' ')) {
          const distance = /^(\.\.|~)(\d+)$/.exec(part);
          if (distance) next = { ...next, gap: Number(distance[2]), across: distance[1] === '~' };
          else if (part.startsWith('!')) next = { ...next, notAfter: new Set(part.slice(1).split('|')) };
          else {
            elements.push({ owner: owned(part), ...next });
            next = { gap: 0, across: false, notAfter: null };
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
  let next = at + 1;
  for (const wanted of term.rest) {
    const token = tokens[next];
    if (token === undefined) return -1;
    if (wanted.prefix ? !token.word.startsWith(wanted.text) : token.word !== wanted.text) return -1;
    next += 1;
  }
  return next;
}

/** The hits of the classes that have any, by class number, sorted by start. */
export type Hits = ReadonlyMap<number, readonly Hit[]>;

/** Finds the hits of every class. One pass over the tokens. */
export function findHits(book: PhraseBook, tokens: readonly Token[]): Hits {
  const hits = new Map<number, Hit[]>();
  const add = (owner: number, hit: Hit): void => {
    const list = hits.get(owner);
    if (list) list.push(hit);
    else hits.set(owner, [hit]);
  };
  tokens.forEach(({ word }, at) => {
    const addTerms = (terms: readonly Term[] | undefined): void => {
      if (terms === undefined) return;
      for (const term of terms) {
        const end = termEnd(term, tokens, at);
        if (end > 0) add(term.owner, { start: at, end });
      }
    };
    addTerms(book.exact.get(word));
    for (const length of book.prefixLengths) {
      if (length > word.length) break;
      addTerms(book.prefixes.get(word.slice(0, length)));
    }
    const kind = pseudoWords.get(word);
    const owner = kind === undefined ? undefined : book.classes.get(kind);
    if (owner !== undefined) add(owner, { start: at, end: at + 1 });
  });
  return hits;
}

/** The words that stand for a link, a number, an address or a sum; no real word looks like them. */
const pseudoWords: ReadonlyMap<string, string> = new Map(
  ['link', 'phone', 'email', 'amount'].map((kind) => [`\u0001${kind}`, kind]),
);

const noHits: readonly Hit[] = [];

/** The matches of any of the patterns, pattern by pattern. */
export function matchPatterns(
  patterns: readonly (readonly Element[])[],
  hits: Hits,
  tokens: readonly Token[],
): readonly Hit[] {
  let all = noHits;
  for (const elements of patterns) {
    // most patterns have nothing in a text: they must cost nothing
    const [first] = elements;
    if (first === undefined || !hits.has(first.owner)) continue;
    const matches = matchPattern(elements, hits, tokens);
    if (matches.length > 0) all = all.length > 0 ? [...all, ...matches] : matches;
  }
  return all;
}

/**
 * Matches one pattern against the hits of its elements, nearest neighbours first: each step walks two sorted
 * lists side by side, so that the work grows with the number of hits and nothing is tried twice.
 */
function matchPattern(elements: readonly Element[], hits: Hits, tokens: readonly Token[]): readonly Hit[] {
  const first = elements[0];
  if (first === undefined) return [];
  const follows = ({ notAfter }: Element, { start }: Hit): boolean =>
    notAfter === null || start === 0 || !notAfter.has(tokens[start - 1]?.word ?? '');
  let matches = hits.get(first.owner) ?? noHits;
  if (first.notAfter !== null) matches = matches.filter((hit) => follows(first, hit));
  for (let index = 1; index < elements.length && matches.length > 0; index += 1) {
    const element = elements[index];
    if (element === undefined) break;
    const next: Hit[] = [];
    let cursor = 0;
    for (const hit of hits.get(element.owner) ?? []) {
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
      if (!follows(element, hit)) continue;
      next.push({ start: before.start, end: hit.end });
    }
    matches = next;
  }
  return matches;
}
