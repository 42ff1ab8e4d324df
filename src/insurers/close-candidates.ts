import { breaks, longestName, longestWindow, type Candidate } from './candidate.ts';
import type { InsurerIndex } from './insurer-index.ts';
import { costOf } from './name-cost.ts';
import type { Reading } from './reading.ts';
import { surroundingsOf } from './surroundings.ts';

const longestSplit = 5;

/** Misspelt names in the words that `covered` does not mark. */
export function closeCandidates(
  reading: Reading,
  index: InsurerIndex,
  covered: readonly boolean[],
): Candidate[] {
  const { tokens, words, small, known, generic, connecting } = reading;
  const found: Candidate[] = [];
  const soundOf = tokens.map(({ folded }) => index.sounds.key(folded)); // each word stands in several windows
  for (let from = 0; from < words.length; from++) {
    if (small[from] === true && !startsName(tokens[from]?.folded ?? '')) continue;
    let typed = '';
    let core = '';
    let sounds = '';
    let strange = false;
    let taken = true;
    let touched = false;
    let flowing = true;
    let countedWords = 0;
    for (let to = from; to < Math.min(words.length, from + longestWindow); to++) {
      if (to > from && breaks(reading, to)) break;
      if (small[to] !== true) countedWords += 1;
      if (countedWords > longestSplit) break;
      taken &&= covered[to] === true || small[to] === true;
      touched ||= covered[to] === true;
      const folded = tokens[to]?.folded ?? '';
      typed += folded;
      sounds += soundOf[to] ?? '';
      flowing &&= small[to] !== true || connecting[to] === true || to === from;
      if (small[to] !== true && generic[to] !== true) core += words[to] ?? '';
      strange ||= known[to] !== true && small[to] !== true && generic[to] !== true && folded.length > 1;
      if (typed.length > longestName) break;
      if (typed.length < 4 || small[to] === true || taken) continue;
      const joinable = strange || (to > from && heard(reading, from, to, index));
      // everyday words may still differ from those of a name in silent letters: "mutuelle vert"
      if (!joinable && (to === from || core === '')) continue;
      const joined = to - from < longestSplit ? [typed] : [];
      const keys = new Set((flowing ? [core, ...joined] : joined).filter((key) => key.length >= 4));
      const typedSound = to === from ? (soundOf[to] ?? '') : index.sounds.key(typed);
      const view = { reading, index, from, to, typed, core, sounds, typedSound, strange, joinable, flowing };
      for (const form of new Set([...keys].flatMap(index.near))) {
        const { cost, aligned } = costOf(view, form);
        // cost 0 is a name as written, which the exact look-up has judged
        if (cost > 0 && cost < Infinity && (aligned || !touched))
          found.push({ from, to, form, cost, odd: !strange && !aligned });
      }
    }
  }
  return found;
}

function startsName(folded: string): boolean {
  return folded.length <= 3;
}

/** Everyday words in a row are tried as one name heard wrong only where a name is expected. */
function heard(reading: Reading, from: number, to: number, index: InsurerIndex): boolean {
  const around = surroundingsOf(reading, from, to, index);
  return around.insurance || around.alone;
}
