import type { Candidate } from './candidate.ts';
import type { Grammar } from './grammar.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { Reading } from './reading.ts';

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

const gluedGuards: ReadonlySet<string> = new Set(['plain', 'acronym', 'name']);
const gluedCost = 0.1;
const shortestGlued = 5;

/** "chezalan", "mamutuellecestmutlog", "apicilsante": a name with other words glued to it. */
export function gluedNames({ words, known, tokens }: Reading, at: number, index: InsurerIndex): Candidate[] {
  const { glue } = index;
  const word = words[at] ?? '';
  const typed = tokens[at]?.folded ?? '';
  if (known[at] === true || typed.length < shortestGlued || index.exact.has(word)) return [];
  const rests = [{ rest: typed.replace(glue.after, ''), cost: gluedCost }];
  for (let length = glue.before.exec(typed)?.[0].length ?? 0; length > 0; length--)
    if (glue.only.test(typed.slice(0, length))) rests.push({ rest: typed.slice(length), cost: gluedCost });
  const introduced = glue.insurance.exec(typed)?.[0].length;
  if (introduced !== undefined) rests.push({ rest: typed.slice(introduced), cost: 0 });
  return rests
    .filter(({ rest, cost }) => rest !== typed && rest.length >= (cost === 0 ? 3 : 4))
    .filter(({ rest, cost }) => index.exact.has(rest) && (cost === 0 || !index.vocabulary.isKnown(rest)))
    .flatMap(({ rest, cost }) => (index.exact.get(rest) ?? []).map((form) => ({ form, cost })))
    .filter(({ form, cost }) => cost === 0 || gluedGuards.has(form.guard))
    .map(({ form, cost }) => ({
      ...{ from: at, to: at, form, cost, odd: false },
      ...(cost === 0 ? { sure: true as const } : {}),
    }));
}
