import { heardCost } from './candidate.ts';
import type { InsurerIndex } from './insurer-index.ts';
import type { NameForm } from './name-form.ts';
import type { Reading } from './reading.ts';
import { slipDistance } from './slip-distance.ts';
import { endsSilently, withoutMute, type Sounds } from './sound.ts';

/** How far a name of so many letters may be from what was typed. */
const leastBudget = 0.35;
const budgetPerLetter = 0.075;
const largestBudget = 2.2;
const shortestMute = 6;
const soundOnlyCost = 0.3;

/** Words in a row that may be a misspelt name. */
export type Window = {
  readonly reading: Reading;
  readonly index: InsurerIndex;
  readonly from: number;
  readonly to: number;
  readonly typed: string;
  /** The sounds of the words one after another, and of the words written as one. */
  readonly sounds: string;
  readonly typedSound: string;
  readonly strange: boolean;
  /** Whether the words may be one name that was split. */
  readonly joinable: boolean;
  /** Whether the small words in it are such as stand inside names. */
  readonly flowing: boolean;
};

function budgetFor(letters: number): number {
  if (letters <= 4) return letters === 4 ? 0.7 : 0;
  return Math.min(largestBudget, leastBudget + letters * budgetPerLetter);
}

/** How unlikely it is that the words mean this form; Infinity when they cannot. */
export function costOf(view: Window, form: NameForm): { readonly cost: number; readonly aligned: boolean } {
  const { reading, index, from, to } = view;
  const counted: number[] = [];
  for (let at = from; at <= to; at++) if (reading.small[at] !== true) counted.push(at);
  const budget = budgetFor(form.core.length);
  if (counted.length === form.words.length && view.flowing) {
    const byWord = alignedCost(reading, counted, form, budget, index.sounds);
    if (byWord < Infinity) return { cost: byWord, aligned: true };
    if (from === to) return cannot;
  }
  // a name of four letters is too easily found in pieces of others
  if (!view.joinable || (to > from && form.core.length < 5)) return cannot;
  // a generic word of the name must be there: "mutuelle verte" is not in "verte"
  const joined = form.words.join('');
  const target = joined === form.core ? joined : view.typed.length >= joined.length - 2 ? joined : null;
  if (target === null) return cannot;
  if (!view.strange && form.guard !== 'plain') return cannot;
  const alike = index.sounds
    .keys(target)
    .some(
      (key) =>
        key.length >= 4 &&
        (view.sounds === key || view.typedSound === key || (from < to && sameButMute(view.typedSound, key))),
    );
  // everyday words one by one are no other words that sound alike: "mutuelle bleuet"
  const { isListed, isGeneric } = index.vocabulary;
  const everyday = counted.every(
    (at) => isListed(reading.words[at] ?? '') || isGeneric(reading.words[at] ?? ''),
  );
  if (everyday && counted.length === form.words.length) return cannot;
  if (!view.strange) return alike ? { cost: heardCost, aligned: false } : cannot;
  const cost = wordCost(view.typed, target, budget, index.sounds);
  return { cost: alike ? Math.min(cost, heardCost) : cost, aligned: false };
}

/** "pré vie france": a word of several may bring a mute e of its own. */
function sameButMute(typed: string, name: string): boolean {
  return typed.length > name.length && withoutMute(typed) === withoutMute(name);
}

const cannot = { cost: Infinity, aligned: false };

function alignedCost(
  reading: Reading,
  counted: readonly number[],
  form: NameForm,
  budget: number,
  sounds: Sounds,
): number {
  let total = 0;
  for (const [place, at] of counted.entries()) {
    const word = reading.words[at] ?? '';
    const wanted = form.words[place] ?? '';
    if (word === wanted) continue;
    if (reading.known[at] === true || reading.generic[at] === true) {
      if (counted.length === 1 || !differInEnding(word, wanted, sounds)) return Infinity;
      total += 0.1;
    } else {
      const typed = reading.tokens[at]?.folded ?? word;
      const cost = wordCost(typed, wanted, budget, sounds);
      total += typed === word ? cost : Math.min(cost, wordCost(word, wanted, budget, sounds));
    }
    if (total > budget) return Infinity;
  }
  return total;
}

/** "vert" and "verte": an everyday word that differs from the name's in silent letters at the end. */
function differInEnding(word: string, wanted: string, sounds: Sounds): boolean {
  if (word.length > wanted.length && !endsSilently(word)) return false;
  const shared = Math.min(word.length, wanted.length) - 1;
  return word.slice(0, shared) === wanted.slice(0, shared) && sounds.key(word) === sounds.key(wanted);
}

/** Distance of one word to another, in letters or in sounds. */
function wordCost(typed: string, wanted: string, budget: number, known: Sounds): number {
  const letters = slipDistance(typed, wanted, budget);
  const typedKey = known.key(typed);
  const wantedKeys = known.keys(wanted);
  if (wanted.length >= 4 && wantedKeys.some((key) => key.length >= 3 && key === typedKey))
    return Math.min(letters, heardCost);
  if (wanted.length >= shortestMute && wantedKeys.some((key) => sameButMute(typedKey, key)))
    return Math.min(letters, heardCost);
  const [wantedKey = ''] = wantedKeys;
  const sounds = wantedKey.length >= 4 ? slipDistance(typedKey, wantedKey, budget) + soundOnlyCost : Infinity;
  const cost = Math.min(letters, sounds);
  return cost > budget ? Infinity : cost;
}
