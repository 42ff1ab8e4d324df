import { fold } from '../understanding/normalise.ts';

/** What stands between a word and the one before it. */
export type Gap = 'start' | 'joined' | 'space' | 'colon' | 'break';

/** One word of a text, with its place there. */
export type Token = {
  /** UTF-16 offsets in the text as given. */
  readonly start: number;
  readonly end: number;
  /** As typed, without accents and in lower case. */
  readonly folded: string;
  readonly gap: Gap;
  /** Written in capitals throughout. */
  readonly capitals: boolean;
  /** Begins with a capital. */
  readonly proper: boolean;
  /** Letters with dots between them, put together. */
  readonly dotted?: true;
};

// letters and digits, with the accents, soft hyphens and invisible characters inside a word
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]*/gu;
// what stands before keeps it from trying every letter of a long word
const webPattern = /\bhttps?:\/\/\S*|\bwww\.\S+|(?<!\S)\S+@\S+|\b(?<!\w-*\.?)[\w-]+(?:\.[\w-]+)+\/\S*/g;

/** Words that folding only puts in lower case, as most are. */
const ascii = /^[\w]+$/;

/** "mgennn": a letter held down. */
const drawnOut = /(\p{L})\1{2,}/gu;

/** Words longer than this are no names of insurers; the longest joined name has about 60 letters. */
const longestWord = 64;

/**
 * Splits a text into words with their offsets. Links and mail addresses give none.
 *
 * @param limit how many UTF-16 units of the text are read
 */
export function tokenise(text: string, limit: number): Token[] {
  const read = text.length > limit ? text.slice(0, limit) : text;
  const masked = read.replace(webPattern, (link) => ';'.repeat(link.length));
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of masked.matchAll(wordPattern)) {
    const word = match[0];
    const start = match.index;
    const previous = tokens.at(-1);
    const gap = gapOf(masked.slice(previousEnd, start), previous);
    previousEnd = start + word.length;
    if (word.length > longestWord) continue;
    const upper = word.toUpperCase();
    const hasCase = upper !== word.toLowerCase();
    tokens.push({
      start,
      end: previousEnd,
      folded: (ascii.test(word) ? word.toLowerCase() : fold(word)).replace(drawnOut, '$1$1'),
      gap,
      capitals: hasCase && word === upper,
      proper: hasCase && word.charAt(0) === upper.charAt(0) && /^\p{L}/u.test(word),
    });
  }
  return withAcronyms(tokens, masked);
}

const apostrophe = /['’]/;

/** Puts dotted letters together: `M.O.S.` is one word. */
function withAcronyms(tokens: readonly Token[], text: string): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    // in "l'U.M.S." the article is no letter of it
    const letter =
      token.folded.length === 1 && token.gap === 'joined' && !apostrophe.test(text.charAt(token.start - 1));
    if (last !== undefined && letter && (last.folded.length === 1 || last.dotted === true))
      joined[joined.length - 1] = {
        ...last,
        end: token.end,
        folded: last.folded + token.folded,
        capitals: last.capitals && token.capitals,
        dotted: true,
      };
    else joined.push(token);
  }
  return joined;
}

function gapOf(between: string, previous: Token | undefined): Gap {
  if (previous === undefined) return 'start';
  // the dot of an acronym ends no sentence: "M.O.S. Dijon"
  if (previous.folded.length === 1 && /^\.[ \t]$/.test(between)) return 'space';
  if (/^\s*[:=]\s*$/.test(between)) return 'colon';
  if (/^\s\+\s$/.test(between)) return 'break';
  if (/[,;:!?()[\]\n\r…•|=<>]/.test(between) || /\.(\s|\.)/.test(between)) return 'break';
  return /\s/.test(between) || between.length > 1 ? 'space' : 'joined';
}
