import type { InsurerIndex } from './insurer-index.ts';
import type { NameForm } from './name-forms.ts';
import type { Reading } from './reading.ts';
import { endsSilently, type Sounds } from './sound.ts';
import { slipDistance } from './slip-distance.ts';
import { surroundingsOf } from './surroundings.ts';

/** A part of the message that may be a name, before the parts that overlap are settled. */
export type Candidate = {
  readonly from: number;
  readonly to: number;
  readonly form: NameForm;
  /** 0 for the name as written, more the less likely it is. */
  readonly cost: number;
  /** Split or joined unlike the name, in everyday words: needs better surroundings. */
  readonly odd: boolean;
  /** Another word glued to it says that it is an insurer. */
  readonly sure?: true;
};

const longestWindow = 10;
const longestName = 72;
const longestSplit = 5;
/** How far a name of so many letters may be from what was typed. */
const leastBudget = 0.35;
const budgetPerLetter = 0.075;
const largestBudget = 2.2;
const soundAlikeCost = 0.3;
const shortestMute = 6;
const soundOnlyCost = 0.3;

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
      if (counts) countedWords += 1;
      allKnown &&= known[to] === true || !counts;
      // small words only begin or end a name that is written with them
      const edgeSmall = small[from] === true || !counts;
      const keys = edgeSmall || !flowing ? [typed, usual] : [typed, usual, counted];
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
    found.push(...glued(reading, from, index));
  }
  return found;
}

const gluedGuards: ReadonlySet<string> = new Set(['plain', 'acronym', 'name']);
const gluedCost = 0.1;
const shortestGlued = 5;

/** "chezalan", "mamutuellecestmutlog", "apicilsante": a name with other words glued to it. */
function glued({ words, known, tokens }: Reading, at: number, index: InsurerIndex): Candidate[] {
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
    .filter(({ rest, cost }) => cost === 0 || !index.vocabulary.isKnown(rest))
    .flatMap(({ rest, cost }) => (index.exact.get(rest) ?? []).map((form) => ({ form, cost })))
    .filter(({ form, cost }) => cost === 0 || gluedGuards.has(form.guard))
    .map(({ form, cost }) => ({
      ...{ from: at, to: at, form, cost, odd: false },
      ...(cost === 0 ? { sure: true as const } : {}),
    }));
}

/** Whether no name goes over the gap before a word; dotted acronyms with spaces do. */
function breaks({ tokens }: Reading, at: number): boolean {
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (token?.gap === 'colon') return true;
  return token?.gap === 'break' && !(token.folded.length === 1 && previous?.folded.length === 1);
}

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

type View = {
  readonly reading: Reading;
  readonly index: InsurerIndex;
  readonly from: number;
  readonly to: number;
  readonly typed: string;
  readonly core: string;
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
function costOf(view: View, form: NameForm): { readonly cost: number; readonly aligned: boolean } {
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
  if (!view.strange) return alike ? { cost: soundAlikeCost, aligned: false } : cannot;
  const cost = wordCost(view.typed, target, budget, index.sounds);
  return { cost: alike ? Math.min(cost, soundAlikeCost) : cost, aligned: false };
}

/** "pré vie france": a word of several may bring a mute e of its own. */
function sameButMute(typed: string, name: string): boolean {
  return typed.length > name.length && typed.replaceAll('e', '') === name.replaceAll('e', '');
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
    return Math.min(letters, soundAlikeCost);
  if (wanted.length >= shortestMute && wantedKeys.some((key) => sameButMute(typedKey, key)))
    return Math.min(letters, soundAlikeCost);
  const [wantedKey = ''] = wantedKeys;
  const sounds = wantedKey.length >= 4 ? slipDistance(typedKey, wantedKey, budget) + soundOnlyCost : Infinity;
  const cost = Math.min(letters, sounds);
  return cost > budget ? Infinity : cost;
}
