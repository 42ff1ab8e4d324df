import { fold, words as wordsOf } from '../understanding/normalise.ts';
import type { ScreenLexicon } from './lexicon.ts';

/** The lexicon with every wording between single spaces, longest first, so that a line is compared cheaply. */
export type ScreenWords = {
  readonly [Key in Exclude<keyof ScreenLexicon, 'card'>]: readonly string[];
} & {
  readonly card: { readonly [Key in keyof ScreenLexicon['card']]: readonly string[] };
  /** What is written before the sender and the subject when the parts of a mail are put together. */
  readonly from: string;
  readonly subject: string;
  /** What was found of the lines of one picture, so that each is looked at once. */
  readonly known?: Map<string, boolean>;
};

/** The words with a memory for one picture, which goes with it. */
export function forOnePicture(words: ScreenWords): ScreenWords {
  return { ...words, known: new Map() };
}

/** A text as folded words between single spaces, with one at both ends. */
export function spacedWords(text: string): string {
  return ` ${wordsOf(fold(text)).join(' ')} `;
}

export function compileScreenWords(lexicon: ScreenLexicon): ScreenWords {
  const list = (wordings: readonly string[]) => wordings.map(spacedWords).sort((a, b) => b.length - a.length);
  const { card, ...rest } = lexicon;
  const lists = Object.fromEntries(Object.entries(rest).map(([key, wordings]) => [key, list(wordings)])) as {
    [Key in keyof typeof rest]: string[];
  }; // the keys stay
  return {
    ...lists,
    card: { titles: list(card.titles), labels: list(card.labels), columns: list(card.columns) },
    from: lexicon.mailFrom[0] ?? '',
    subject: lexicon.mailSubject[0] ?? '',
  };
}

/** Which of the wordings stand in the text, each word claimed once. */
export function standing(text: string, wordings: readonly string[]): string[] {
  let rest = spacedWords(text);
  return wordings.filter((wording) => {
    if (!rest.includes(wording)) return false;
    rest = rest.replaceAll(wording, ' ');
    return true;
  });
}

/** What is left of a line once the wordings are taken out, in words. */
export function leftOver(text: string, wordings: readonly string[]): string[] {
  let rest = spacedWords(text);
  for (const wording of wordings) while (rest.includes(wording)) rest = rest.replace(wording, ' '); // one space serves two neighbours
  return rest.split(' ').filter((word) => word !== '');
}
