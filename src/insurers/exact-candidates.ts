import { breaks, longestName, longestWindow, type Candidate } from './candidate.ts';
import { gluedNames } from './glued-names.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { NameForm } from './name-form.ts';
import type { Reading } from './reading.ts';

/** Names as written, also joined ("viasante"), split ("m g e n") and with generic words glued to them. */
export function exactCandidates(reading: Reading, index: InsurerIndex): Candidate[] {
  const { tokens, words, small, known, connecting } = reading;
  const found: Candidate[] = [];
  for (let from = 0; from < words.length; from++) {
    let typed = '';
    let usual = '';
    let counted = '';
    let countedWords = 0;
    let letters = true;
    let allKnown = true;
    let flowing = true;
    for (let to = from; to < Math.min(words.length, from + longestWindow); to++) {
      const token = tokens[to];
      const word = words[to] ?? '';
      if (token === undefined || (to > from && breaks(reading, to))) break;
      typed += token.folded;
      usual += word;
      if (typed.length > longestName) break;
      letters &&= token.folded.length === 1;
      const counts = small[to] !== true;
      flowing &&= counts || connecting[to] === true;
      if (counts) counted += word;
      if (to < from + 2 && ![typed, usual, counted].some(index.beginsExact)) break;
      if (counts) countedWords += 1;
      allKnown &&= known[to] === true || !counts;
      // small words only begin or end a name that is written with them
      const edgeSmall = small[from] === true || !counts;
      const keys = edgeSmall || !flowing ? [typed, usual] : [typed, usual, counted];
      if (!keys.some((key) => index.exact.has(key))) continue;
      const forms = new Set(keys.flatMap((key) => index.exact.get(key) ?? []));
      const isSameSplit = (form: NameForm): boolean =>
        to === from || (form.words.length === countedWords && counted === form.words.join(''));
      const guarded = [...forms].some((form) => form.guard === 'word' && isSameSplit(form));
      for (const form of forms) {
        const sameSplit = isSameSplit(form);
        // "un plan santé" is no name, though "plansanté" is one
        if (guarded && !sameSplit) continue;
        if (!sameSplit && !letters && form.guard === 'word') continue;
        if (letters && to > from && form.words.length > 1) continue;
        found.push({ from, to, form, cost: 0, odd: !sameSplit && !letters && allKnown });
      }
    }
    found.push(...gluedNames(reading, from, index));
  }
  return found;
}
