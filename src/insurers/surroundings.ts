import type { InsurerIndex } from './insurer-index.ts';
import { countOutside, type Reading } from './reading.ts';

/** What stands around the words `from` to `to` of a message (both included). */
export type Surroundings = {
  /** A word of insurance right before or after: "mutuelle …", "chez …", "… santé". */
  readonly insurance: boolean;
  /** "chez …", which one says of an employer too. */
  readonly afterAt: boolean;
  /** Before: "à la …", as one says of a mutual. */
  readonly atThe: boolean;
  /** The word right before, as typed with usual spelling; empty at the start. */
  readonly previous: string;
  /** In capitals where the rest is not, as an acronym. */
  readonly acronym: boolean;
  /** Nothing else in the message but courtesy and words of insurance. */
  readonly alone: boolean;
  /** Few words in the message. */
  readonly nearlyAlone: boolean;
  /** "un truc comme …", "… quelque chose". */
  readonly groping: boolean;
  /** With a capital inside a sentence. */
  readonly proper: boolean;
  /** After a word of employment: "salarié …". */
  readonly employed: boolean;
  /** A word of family or a title beside it. */
  readonly person: boolean;
  /** "Mme …", "docteur …". */
  readonly titled: boolean;
  /** Between two commas or full stops. */
  readonly isolated: boolean;
  /** First in the message and set off from the rest: "so lyon, …". */
  readonly setOff: boolean;
  /** Said not to be it: "pas …". */
  readonly rejected: boolean;
};

const fewWords = 7;
const fewOthers = 4;
/** How far back a word of insurance may stand, over small words: "ma mutuelle c'est la …". */
const reach = 4;
/** How far behind a name the words that say what it is may begin. */
const appositionReach = 6;

/** Looks around a part of a message. */
export function surroundingsOf(
  reading: Reading,
  from: number,
  to: number,
  index: InsurerIndex,
): Surroundings {
  const { tokens, words, small } = reading;
  const { cues, grammar } = index;
  const before = wordsBefore(reading, from, index);
  const after: string[] = [];
  for (let at = to + 1; at < words.length && after.length < 3; at++) {
    if (tokens[at]?.gap === 'break' && after.length > 0) break;
    if (grammar.benefit.has(words[at] ?? '')) break;
    if (small[at] !== true || cues.groping.has(words[at] ?? '')) after.push(words[at] ?? '');
  }
  const [closest, second] = before;
  const article = words[from - 1] ?? '';
  const sentenceGoesOn = tokens[to + 1]?.gap !== 'break' && !grammar.turns.has(words[to + 1] ?? '');
  const nearFamily = [closest, second, ...(sentenceGoesOn ? after.slice(0, 2) : [])].some(
    (word) => word !== undefined && cues.family.has(word),
  );
  const afterAt = closest !== undefined && grammar.at.has(closest);
  const titled = grammar.titles.has(article);
  return {
    afterAt,
    proper: from > 0 && !reading.shouted && tokens[from]?.proper === true && tokens[from].gap !== 'break',
    employed: cues.employment.has((afterAt ? second : closest) ?? ''),
    insurance: isBesideInsurance(reading, to, closest, index),
    atThe:
      (grammar.mutualArticles.has(article) && grammar.holders.has(words[from - 2] ?? '')) ||
      (grammar.toward.has(article) && grammar.being.has(words[from - 2] ?? '')),
    previous: tokens[from]?.gap === 'break' ? '' : article,
    acronym: !reading.shouted && to - from < 2 && tokens.slice(from, to + 1).every(isAcronym),
    alone: isAlone(reading, from, to),
    nearlyAlone: words.length <= fewWords && countOutside(reading.others, from, to) <= fewOthers,
    groping:
      after.slice(0, 2).some((word) => cues.groping.has(word)) ||
      before.slice(0, 2).some((word) => cues.groping.has(word)),
    titled,
    isolated: tokens[from]?.gap === 'break' && tokens[to + 1]?.gap === 'break',
    setOff: from === 0 && tokens[afterPlace(reading, to, index)]?.gap === 'break',
    person: nearFamily || titled,
    rejected: isRejected(reading, from, index),
  };
}

/** The word behind a name, or behind the town that follows it: "apicil Lyon, …". */
function afterPlace({ words }: Reading, to: number, { grammar, vocabulary }: InsurerIndex): number {
  const next = grammar.toward.has(words[to + 1] ?? '') ? to + 2 : to + 1;
  return vocabulary.isPlace(words[next] ?? '') ? next + 1 : to + 1;
}

/** Whether a name may be expected at these words: nothing else is there, or a word of insurance stands beside. */
export function isExpected(reading: Reading, from: number, to: number, index: InsurerIndex): boolean {
  return (
    isAlone(reading, from, to) || isBesideInsurance(reading, to, wordsBefore(reading, from, index)[0], index)
  );
}

function isAlone({ strangers }: Reading, from: number, to: number): boolean {
  return countOutside(strangers, from, to) === 0;
}

function isBesideInsurance(
  reading: Reading,
  to: number,
  closest: string | undefined,
  index: InsurerIndex,
): boolean {
  if (closest !== undefined && index.cues.insurance.has(closest)) return true;
  const { tokens, words, generic } = reading;
  const gap = tokens[to + 1]?.gap;
  const goesOn = (gap === 'space' || gap === 'joined') && generic[to + 1] === true;
  return (
    (goesOn && !index.grammar.vague.has(words[to + 1] ?? '')) ||
    isToldWhat(reading, to, index) ||
    isApposition(reading, to, index)
  );
}

/** "… la mutuelle", "… mon assurance", "… comme courtier" right behind a name. */
function isToldWhat(
  { tokens, words, generic }: Reading,
  to: number,
  { cues, grammar }: InsurerIndex,
): boolean {
  if (tokens[to + 1]?.gap !== 'space' || tokens[to + 2]?.gap === 'break') return false;
  const first = words[to + 1] ?? '';
  const second = words[to + 2] ?? '';
  if (grammar.mutualArticles.has(first)) return grammar.mutual.has(second);
  if (grammar.as.has(first)) return cues.insurance.has(second);
  return cues.possessive.has(first) && generic[to + 2] === true;
}

/** "…, la mutuelle": what follows, between commas, says what the name is. */
function isApposition(
  { tokens, words, generic }: Reading,
  to: number,
  { cues, grammar }: InsurerIndex,
): boolean {
  if (tokens[to + 1]?.gap !== 'break') return false;
  if (grammar.mutual.has(words[to + 1] ?? '')) return true;
  for (let at = to + 1; at <= to + appositionReach; at++) {
    const opens = tokens[at]?.gap === 'break' && grammar.apposition.has(words[at] ?? '');
    const next = tokens[at + 2]?.gap;
    if (opens && at === to + 1 && cues.insurance.has(words[at + 1] ?? '')) return true;
    if (opens && generic[at + 1] === true && (at === to + 1 || next === undefined || next === 'break'))
      return true;
  }
  return false;
}

function isAcronym({ capitals, folded }: Reading['tokens'][number]): boolean {
  return capitals && folded.length <= 6 && folded.length > 1;
}

/** The words before, nearest first, without small words and links. */
function wordsBefore({ tokens, words, small }: Reading, from: number, { grammar }: InsurerIndex): string[] {
  const before: string[] = [];
  for (let at = from - 1; at >= 0 && at >= from - reach - 2; at--) {
    if (tokens[at + 1]?.gap === 'break') break;
    const word = words[at] ?? '';
    if (grammar.at.has(word) || (small[at] !== true && !grammar.links.has(word))) before.push(word);
  }
  return before;
}

function isRejected(
  { tokens, words, small }: Reading,
  from: number,
  { cues, grammar }: InsurerIndex,
): boolean {
  const skipped = [grammar.at, grammar.mutual, grammar.links];
  for (let at = from - 1; at >= 0 && at >= from - reach; at--) {
    if (tokens[at + 1]?.gap === 'break') return false;
    const word = words[at] ?? '';
    // "gant, non GAN": what opens a part of a sentence takes back what stood before
    if (cues.denials.has(word) && (at === 0 || tokens[at]?.gap === 'break')) return false;
    if (cues.rejection.has(word)) return !grammar.proposals.has(words[at - 1] ?? '');
    if (small[at] !== true && !skipped.some((list) => list.has(word))) return false;
  }
  return false;
}
