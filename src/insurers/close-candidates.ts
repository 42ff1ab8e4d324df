import { breaks, longestName, longestWindow, type Candidate } from './candidate.ts';
import type { InsurerIndex } from './insurer-index.ts';
import { costOf } from './name-cost.ts';
import type { NameForm } from './name-form.ts';
import type { Reading } from './reading.ts';
import { withoutMute } from './sound.ts';
import { isExpected } from './surroundings.ts';

const longestSplit = 5;
const shortestCore = 4;

/** A form that words may mean, and how unlikely that is. */
type Weighed = { readonly form: NameForm; readonly cost: number; readonly aligned: boolean };

/** Misspelt names in the words that `covered` does not mark. */
export function closeCandidates(
  reading: Reading,
  index: InsurerIndex,
  covered: readonly boolean[],
): Candidate[] {
  const { tokens, words, small, known, generic, connecting } = reading;
  const { near, soundsByWord, soundsJoined } = index.nearNames;
  const found: Candidate[] = [];
  // a word or two said a hundred times are weighed once
  const before = new Map<string, readonly Weighed[]>();
  // each word stands in several windows
  const typedSounds = tokens.map(({ folded }) => index.sounds.keys(folded));
  const wordSounds = words.map(index.sounds.key);
  for (let from = 0; from < words.length; from++) {
    if (small[from] === true && !startsName(tokens[from]?.folded ?? '')) continue;
    let typed = '';
    let written = '';
    let core = '';
    let sounds = '';
    let byWord = '';
    let strange = false;
    let letters = false;
    let taken = true;
    let touched = false;
    let flowing = true;
    let countedWords = 0;
    for (let to = from; to < Math.min(words.length, from + longestWindow); to++) {
      if (to > from && breaks(reading, to)) break;
      const counts = small[to] !== true;
      if (counts) countedWords += 1;
      if (countedWords > longestSplit) break;
      taken &&= covered[to] === true || !counts;
      touched ||= covered[to] === true;
      const folded = tokens[to]?.folded ?? '';
      typed += folded;
      written += ` ${folded}`;
      sounds += typedSounds[to]?.[0] ?? '';
      if (counts) byWord += `${byWord === '' ? '' : ' '}${wordSounds[to] ?? ''}`;
      flowing &&= counts || connecting[to] === true || to === from;
      if (counts && generic[to] !== true) {
        core += words[to] ?? '';
        strange ||= known[to] !== true && folded.length > 1;
        letters ||= known[to] !== true;
      }
      if (typed.length > longestName) break;
      if (typed.length < shortestCore || !counts || taken) continue;
      // everyday words: the name must sound alike word by word ("mutuelle vert") or, where it is expected, as a whole
      if (!strange && to === from) continue;
      const aligned = strange || (flowing && (letters || soundsByWord(byWord)));
      const joinable = strange || isExpected(reading, from, to, index);
      if (!joinable && (!aligned || core === '')) continue;
      const joinedSounds = (to === from ? typedSounds[to] : undefined) ?? index.sounds.keys(typed);
      const [typedSound = ''] = joinedSounds;
      if (!aligned && !soundsJoined(withoutMute(sounds)) && !soundsJoined(withoutMute(typedSound))) continue;
      const weigh = (): readonly Weighed[] => {
        const forms = new Set<NameForm>();
        if (flowing && core.length >= shortestCore && core !== typed)
          for (const form of near(core, index.sounds.keys(core))) forms.add(form);
        if ((flowing && core === typed) || to - from < longestSplit)
          for (const form of near(typed, joinedSounds)) forms.add(form);
        const view = { reading, index, from, to, typed, sounds, typedSound, strange, joinable, flowing };
        return [...forms].map((form) => ({ form, ...costOf(view, form) }));
      };
      const key = `${joinable} ${written}`;
      const weighed = before.get(key) ?? weigh();
      before.set(key, weighed);
      for (const { form, cost, aligned } of weighed) {
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
