import { z } from 'zod';
import type { InsurerMention } from '../insurers/mention.ts';
import { fold, words } from '../understanding/normalise.ts';

const wordList = z.string().transform((text) => new Set(text.split(' ')));

/** locales/en/lexicon.json, without the rules of the intents: how English is told and insurers are found in it. */
export const englishLexicon = z.object({
  /** Frequent English words that are no French ones. */
  frequent: wordList,
  /** Frequent French words that are no English ones. */
  french: wordList,
  /** Words by which somebody speaks for themselves or asks, which a message to many does not: I, my, what, help. */
  own: wordList,
  /** Words by which a message speaks to its reader: your, dear. */
  toReader: wordList,
  /** English words with the French ones that tell of insurers; a word without one is skipped. */
  asFrench: z.record(z.string(), z.string()),
});
export type EnglishLexicon = z.infer<typeof englishLexicon>;

const leastWords = 2;
/** So many times more words of one language than of the other. */
const clearly = 2;
/** What is no longer than this, or asks, is hardly a message to many. */
const briefWords = 6;
/** Longer texts are seldom typed: they are pasted. */
const longestTyped = 600;
const link = /https?:|www\.|\b[a-z0-9-]+\.[a-z]{2,}\/\S/i;

/** Tells the language that somebody plainly writes in: several of its frequent words, and hardly one of the other's. */
export function createWrittenIn({
  frequent,
  french,
  own,
  toReader,
}: EnglishLexicon): (text: string) => 'fr' | 'en' | null {
  return (text) => {
    if (text.length > longestTyped || link.test(text)) return null;
    const found = words(fold(text));
    const count = (list: ReadonlySet<string>) => [...new Set(found)].filter((word) => list.has(word)).length;
    const inEnglish = count(frequent);
    const inFrench = count(french);
    if (inFrench >= leastWords && inFrench > clearly * inEnglish) return 'fr';
    if (inEnglish < leastWords || inEnglish <= clearly * inFrench) return null;
    const addressed = found.some((word) => toReader.has(word));
    const brief = !addressed && (found.length <= briefWords || text.trimEnd().endsWith('?'));
    return brief || found.some((word) => own.has(word)) ? 'en' : null;
  };
}

/**
 * Finds insurers in an English sentence: its words are read as the French ones that stand around names, so that "with"
 * and "my insurer" help as "chez" and "ma mutuelle" do. Places and fragments are those of the text as given.
 */
export function asFrench(
  text: string,
  { asFrench: dictionary, frequent }: EnglishLexicon,
  find: (text: string) => readonly InsurerMention[],
): readonly InsurerMention[] {
  let french = '';
  const places: number[] = [];
  const add = (piece: string, from: number, step: 0 | 1) => {
    french += piece;
    for (let at = 0; at < piece.length; at++) places.push(from + step * at);
  };
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)) {
    const [piece] = match;
    const word = fold(piece);
    const same = Object.hasOwn(dictionary, word) ? dictionary[word] : undefined;
    if (same !== undefined) add(same, match.index, 0);
    else add(frequent.has(word) ? '' : piece, match.index, 1);
  }
  const placeOf = (at: number) => places[at] ?? text.length;
  return find(french).map((mention) => {
    const start = placeOf(mention.start);
    const end = mention.end > mention.start ? placeOf(mention.end - 1) + 1 : start;
    const fragment = text.slice(start, end);
    // a name that no record has is what was written, not the French for it
    return { ...mention, start, end, fragment, ...(mention.kind === 'unlisted' ? { name: fragment } : {}) };
  });
}
