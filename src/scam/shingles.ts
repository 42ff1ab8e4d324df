import { fold } from '../understanding/normalise.ts';

/** Links, addresses, amounts, dates, codes, telephone numbers: what differs from one sending to the next. */
const variable = /[@\d]|:\/\/|www\.|\p{L}\.\p{L}{2}/u;
/** Shorter messages say too little to be known again. */
const fewestWords = 8;
/** The beginning of a message tells what it is: so many words of so many UTF-16 units. */
const mostWords = 60;
const longestBeginning = 1500;
/** Words of so many letters tell something by themselves. */
const longWord = 4;

/**
 * The wording of a message as a set of single words and pairs, by which a near-copy is known: without links, numbers and
 * names, in one spelling. Empty when too little is left. The set is never kept: see privacy/sketch.ts.
 */
export function shinglesOf(text: string): readonly string[] {
  const parts = text.slice(0, longestBeginning).split(/[^\S\n]+/);
  const bare = parts.filter((part) => !variable.test(part)).join(' ');
  const words = withoutNames(bare).slice(0, mostWords);
  if (words.length < fewestWords) return [];
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
  return [...new Set([...words.filter((word) => word.length >= longWord), ...pairs])];
}

/** The words in one spelling; a capital inside a sentence marks a name, unless most words have one. */
function withoutNames(text: string): string[] {
  const pieces = text.match(/\p{L}[\p{L}\p{M}]*|[.!?\n]/gu) ?? [];
  const isWord = (piece: string) => /^\p{L}/u.test(piece);
  const isCapital = (piece: string) => /^\p{Lu}/u.test(piece);
  const written = pieces.filter(isWord);
  const marksNames = written.filter(isCapital).length < written.length / 2;
  return pieces.flatMap((piece, index) => {
    if (!isWord(piece) || piece.length < 2) return [];
    const before = pieces[index - 1];
    const inside = before !== undefined && isWord(before);
    return marksNames && inside && isCapital(piece) ? [] : [fold(piece)];
  });
}
