import type { Organisation } from '../knowledge/schema.ts';
import type { BrandIndex, Brand } from './brands.ts';
import { indexBrands } from './brands.ts';
import { joinSpaced } from './spaced.ts';
import { plainLetters, showHidden, type HiddenFinding } from './hidden.ts';
import type { ScamLexicon } from './lexicon.ts';
import { findLinks, type FoundLink } from './links.ts';
import type { ScamLists } from './lists.ts';
import { findNumbers, type FoundNumber } from './numbers.ts';
import { compilePhrases, findHits, type Hit, matchPatterns, type PhraseBook } from './phrases.ts';
import { refang } from './refang.ts';
import { compileWords, type MessageWords } from './words.ts';
import { tokenise, type Span, type Token } from './tokens.ts';
import type { WordingModel } from './wording-model.ts';

/** Everything that is prepared once and used for every message. Immutable. */
export type Analyser = {
  readonly index: BrandIndex;
  readonly book: PhraseBook;
  readonly lexicon: ScamLexicon;
  readonly words: MessageWords;
  readonly confusables: Readonly<Record<string, string>>;
  readonly smallCapitals: ReadonlyMap<string, string>;
  readonly vocabulary: ReadonlySet<string>;
  readonly shorteners: ReadonlySet<string>;
  readonly riskyEndings: ReadonlySet<string>;
  readonly freeMail: ReadonlySet<string>;
  readonly freeHosting: readonly string[];
  readonly knownShapes: readonly RegExp[];
  readonly domainWords: readonly string[];
  readonly ordinaryDomainWords: ReadonlySet<string>;
  readonly dangerousFiles: ReadonlySet<string>;
  readonly redirectParameters: ReadonlySet<string>;
  readonly premiumPrefixes: readonly string[];
  readonly officialNumbers: ReadonlySet<string>;
  /** The trained score of the wording; absent while it is being trained. */
  readonly wording: WordingModel | null;
};

/** Prepares an analyser from the facts and the words; to be done once and again when they change. */
export function createAnalyser(
  organisations: readonly Organisation[],
  lexicon: ScamLexicon,
  lists: ScamLists,
  wording: WordingModel | null = null,
): Analyser {
  const index = indexBrands(organisations, lists, lexicon.writing.genericNames);
  const book = compilePhrases(lexicon);
  const words = compileWords(lexicon);
  const officialNumbers = new Set(lists.officialNumbers.values);
  for (const organisation of organisations) {
    for (const number of organisation.contact?.match(/\d(?:[ .]?\d){3,9}/g) ?? [])
      officialNumbers.add(number.replace(/\D/g, ''));
  }
  const vocabulary = new Set(book.vocabulary);
  for (const brand of index.byCompact.values()) {
    for (const word of brand.words) if (word.length >= 4) vocabulary.add(word);
    vocabulary.add(brand.compact);
  }
  // « mise à jour » must not be taken for `miseajour` cut into pieces
  for (const word of lists.domainWords.values) if (!isRunTogether(word, vocabulary)) vocabulary.add(word);
  const confusables = lists.confusables.values;
  return {
    index,
    book,
    lexicon,
    words,
    confusables,
    smallCapitals: new Map(
      Object.entries(confusables).filter(([letter]) =>
        /[\u1d00-\u1d22\ua730\ua731\u0262-\u029f]/.test(letter),
      ),
    ),
    vocabulary,
    shorteners: new Set(lists.shorteners.values),
    riskyEndings: new Set(lists.riskyEndings.values),
    freeMail: new Set(lists.freeMail.values),
    freeHosting: lists.freeHosting.values,
    knownShapes: lists.knownShapes.values.map(
      (shape) => new RegExp(`^${shape.replaceAll('.', '\\.').replaceAll('*', '[a-z0-9-]+')}$`),
    ),
    domainWords: lists.domainWords.values,
    ordinaryDomainWords: new Set(lists.ordinaryDomainWords.values),
    dangerousFiles: new Set(lists.dangerousFiles.values),
    redirectParameters: new Set(lists.redirectParameters.values),
    premiumPrefixes: lists.premiumPrefixes.values,
    officialNumbers,
    wording,
  };
}

/** Whether a word of domain names is two or three words of the language run together. */
function isRunTogether(word: string, vocabulary: ReadonlySet<string>): boolean {
  return Array.from(word).some((_, at) => {
    const rest = word.slice(at);
    return (
      at > 1 && vocabulary.has(word.slice(0, at)) && (vocabulary.has(rest) || vocabulary.has(rest.slice(1)))
    );
  });
}

/** A name of an organisation in the running text. */
export type Mention = { brand: Brand; start: number; end: number };

/** One message, read once; every sign is taken from here. */
export type Reading = {
  /** The normalised text in which every fragment stands. */
  text: string;
  tokens: readonly Token[];
  links: readonly FoundLink[];
  numbers: readonly FoundNumber[];
  hidden: readonly HiddenFinding[];
  disguisedLink: string | null;
  mentions: readonly Mention[];
  /** The matches of a pattern of the lexicon, in order. */
  matches: (id: string) => readonly Hit[];
};

/**
 * The text in which signs are looked for and quoted: invisible characters gone, letters of other alphabets,
 * spaced and digit spelling read as meant, links written the plain way.
 */
export function normaliseMessage(
  source: string,
  analyser: Analyser,
): {
  text: string;
  /** Same length as `text`, letters of other alphabets kept. */
  raw: string;
  hidden: readonly HiddenFinding[];
  disguisedLink: string | null;
} {
  const shown = showHidden(source, analyser.smallCapitals);
  const spaced = joinSpaced(shown.text, analyser.vocabulary, analyser.words.functionWords);
  const links = refang(spaced.text, analyser.words);
  const raw = links.text;
  const plain = plainLetters(raw, analyser.confusables, analyser.vocabulary);
  return {
    text: plain.text,
    raw: raw.length === plain.text.length ? raw : plain.text,
    hidden: [...shown.findings, ...spaced.findings, ...plain.findings],
    disguisedLink: links.disguised?.fragment ?? null,
  };
}

/** Reads a message: normalises it, finds links, numbers, sums, names and the words of the lexicon. */
export function readMessage(source: string, analyser: Analyser): Reading {
  const { text, raw, hidden, disguisedLink } = normaliseMessage(source, analyser);
  const links = findLinks(text, raw, analyser.dangerousFiles, analyser.words);
  const numbers = findNumbers(text, {
    premium: analyser.premiumPrefixes,
    official: analyser.officialNumbers,
    words: analyser.words,
  }).filter((number) => !links.some((link) => number.start < link.end && number.end > link.start));
  const spans: Span[] = [
    ...links
      .filter((link) => link.kind !== 'file')
      .map((link) => ({
        start: link.start,
        end: link.end,
        word: link.kind === 'email' ? '\u0001email' : '\u0001link',
      })),
    ...numbers.map((number) => ({ start: number.start, end: number.end, word: '\u0001phone' })),
  ].sort((a, b) => a.start - b.start);
  for (const match of /\d/.test(text) ? text.matchAll(analyser.words.amount) : []) {
    const start = match.index;
    spans.push({ start, end: start + match[0].length, word: '\u0001amount' });
  }
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  const tokens = tokenise(text, kept);
  const hits = findHits(analyser.book, tokens);
  const known = new Map<string, readonly Hit[]>();
  const matches = (id: string): readonly Hit[] => {
    let found = known.get(id);
    if (found === undefined) {
      found = matchPatterns(analyser.book.patterns.get(id) ?? [], hits, tokens);
      known.set(id, found);
    }
    return found;
  };
  return {
    text,
    tokens,
    links,
    numbers,
    hidden,
    disguisedLink,
    mentions: findMentions(text, tokens, analyser),
    matches,
  };
}

function findMentions(text: string, tokens: readonly Token[], { index, words }: Analyser): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, at) => {
    for (const brand of index.byFirstWord.get(token.word) ?? []) {
      const last = tokens[at + brand.words.length - 1];
      if (last === undefined || !brand.words.every((word, offset) => tokens[at + offset]?.word === word))
        continue;
      const written = text.slice(token.start, last.end);
      if (brand.ambiguous && !/^\p{Lu}/u.test(written)) continue;
      if (words.notNames.has(`${tokens[at - 1]?.word ?? ''} ${brand.words.join(' ')}`)) continue;
      if (found.length < 200) found.push({ brand, start: token.start, end: last.end });
      break;
    }
  });
  return found;
}

/**
 * The words of a match as they stand in the text, whole and at most 120 characters. Of a match across sentences
 * one is quoted: where the story begins or where the request stands, unless that is a mere word.
 *
 * @param quote which end tells more
 */
export function fragmentOf(reading: Reading, hit: Hit, quote: 'first' | 'last' = 'last'): string {
  const { tokens } = reading;
  let first = hit.start;
  let end = hit.end;
  const last = tokens[end - 1];
  if (last !== undefined && tokens[first]?.sentence !== last.sentence) {
    let cut = end;
    while (cut > first && tokens[cut - 1]?.sentence === last.sentence) cut -= 1;
    let stop = end;
    while (stop > first + 1 && tokens[stop - 1]?.sentence !== tokens[first]?.sentence) stop -= 1;
    const long = (from: number, to: number): boolean => to - from >= 3;
    if (long(cut, end) && !(quote === 'first' && long(first, stop))) first = cut;
    else end = stop;
  }
  // « tu peux m'écrire »: an elided word is not quoted alone
  if (/['\u2019]/.test(reading.text[tokens[end - 1]?.end ?? -1] ?? '') && end < tokens.length) end += 1;
  const start = tokens[first]?.start ?? 0;
  while (end > first + 1 && (tokens[end - 1]?.end ?? 0) - start > 120) end -= 1;
  return reading.text.slice(start, Math.min(tokens[end - 1]?.end ?? start, start + 120)).trim();
}
