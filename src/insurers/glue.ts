import type { Grammar } from './grammar.ts';

/** What finds other words glued to a name. */
export type Glue = {
  /** Words glued before a name, as many as there are at the beginning. */
  readonly before: RegExp;
  /** Nothing but such words. */
  readonly only: RegExp;
  /** Up to the last of them that says that a name of an insurer follows. */
  readonly insurance: RegExp;
  /** A word glued behind a name of some length. */
  readonly after: RegExp;
};

/** Builds the patterns for words glued to names. */
export function createGlue({ before, insurance, links, articles, after }: Grammar['glued']): Glue {
  const any = oneOf(before);
  return {
    before: new RegExp(`^${any}+`),
    only: new RegExp(`^${any}+$`),
    insurance: new RegExp(`^.*${oneOf(insurance)}${oneOf(links)}?${oneOf(articles)}?`),
    after: new RegExp(`(?<=...)${oneOf(after)}$`),
  };
}

/** The longest word first, which the pattern prefers. */
function oneOf(words: readonly string[]): string {
  const sorted = [...words].sort((one, other) => other.length - one.length);
  return `(?:${sorted.join('|')})`;
}
