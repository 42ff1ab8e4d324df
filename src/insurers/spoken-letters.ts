import { heardCost, type Candidate } from './candidate.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { Reading } from './reading.ts';

const shortestAcronym = 3;
const longestAcronym = 6;
/** More ways to read a word as letters are not followed. */
const mostReadings = 8;
const longestSpokenWord = 14;
const shortestSpokenWord = 6;
/** Everyday words must make a longer acronym. */
const everydayAcronym = 4;

/** Acronyms written as their letters sound: "aime gé eu enne" for MGEN. */
export function spokenCandidates(reading: Reading, index: InsurerIndex): Candidate[] {
  const { tokens, known } = reading;
  const letters = tokens.map(({ folded }) => index.spokenLetters(folded));
  const found: Candidate[] = [];
  for (let from = 0; from < tokens.length; from++) {
    let readings = [''];
    for (let to = from; to < tokens.length; to++) {
      if (to > from && tokens[to]?.gap === 'break') break;
      const next = letters[to] ?? [];
      readings = readings
        .flatMap((before) => next.map((more) => before + more))
        .filter((acronym) => acronym.length <= longestAcronym)
        .slice(0, mostReadings);
      if (readings.length === 0) break;
      const typed = tokens.slice(from, to + 1).map(({ folded }) => folded);
      // letters as such are for the exact look-up
      if (typed.every(isLetter)) continue;
      if (from === to && (known[from] === true || typed.join('').length < shortestSpokenWord)) continue;
      // "aime ça" is no acronym
      const named = besideInsurance(reading, from, to, index);
      const everyday = known.slice(from, to + 1).every(Boolean) && !named;
      const least = everyday ? everydayAcronym : shortestAcronym;
      for (const acronym of readings)
        if (acronym.length >= least && !typed.includes(acronym))
          for (const form of index.exact.get(acronym) ?? [])
            if (
              form.words.length === 1 &&
              (form.guard === 'plain' || form.guard === 'acronym' || (form.guard === 'bank' && named))
            )
              found.push({
                from,
                to,
                form,
                cost: heardCost,
                odd: everyday || acronym.length < everydayAcronym,
              });
    }
  }
  return found;
}

/** "aime bé a mutuelle": everyday words that stand where a name stands. */
function besideInsurance({ words, generic, tokens }: Reading, from: number, to: number, index: InsurerIndex) {
  const before = tokens[from]?.gap === 'space' && index.cues.insurance.has(words[from - 1] ?? '');
  return before || (tokens[to + 1]?.gap === 'space' && generic[to + 1] === true);
}

function isLetter(word: string): boolean {
  return word.length === 1;
}

/**
 * Makes a reader of whole words as names of letters; it gives a few ways at most.
 *
 * @param letterNames the ways to write the name of each letter
 */
export function lettersReader(
  letterNames: Readonly<Record<string, readonly string[]>>,
): (word: string) => readonly string[] {
  const names = new Map(
    Object.entries(letterNames).flatMap(([letter, spoken]) => spoken.map((name) => [name, letter] as const)),
  );
  return (word) => asLetters(word, names);
}

function asLetters(word: string, names: ReadonlyMap<string, string>): string[] {
  if (word.length > longestSpokenWord) return [];
  // readings of the first characters, by how many
  const readings: string[][] = [['']];
  for (let end = 1; end <= word.length; end++) {
    const here: string[] = [];
    for (let start = Math.max(0, end - 5); start < end; start++) {
      const letter = names.get(word.slice(start, end));
      if (letter !== undefined) for (const before of readings[start] ?? []) here.push(before + letter);
    }
    readings.push(here.slice(0, mostReadings));
  }
  // "caa" are letters as such
  const spelled = word.length > 1 ? word : '';
  return (readings[word.length] ?? []).filter((acronym) => acronym !== spelled);
}
