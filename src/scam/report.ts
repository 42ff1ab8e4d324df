import type { Signal, Verdict } from './verdict.ts';
import { levelOf } from './weigh.ts';

/** Explanations on the same words that each add something: who is imitated, and how. */
const mostOnOneLink = 2;

/** Signs that all say of a link that its site is not the expected one: one is enough. */
const sayUnknown = new Set([
  'link-with-theme',
  'link-addressed',
  'link-foreign-to-sender',
  'combined-link-request',
]);
/** Whose name it bears falsely says more than that it is unknown. */
const sayFalse = /^link-(?:brand|lookalike|letters)/;

/** From how many signs with a name the wording as a whole adds nothing to tell, and of how many points it is worth it. */
const enoughNamed = 2;
const worthTelling = 10;

/**
 * The signs that are told to the person, strongest first. Under "no sign" only those of legitimacy: what is left
 * is context that honest messages show too. One sign for a fact: on the same words the most telling one, on a
 * link the two most telling. The wording as a whole is told where the verdict rests on it or little else is told.
 */
export function reported(verdict: Pick<Verdict, 'level' | 'score' | 'signals'>): Signal[] {
  if (verdict.level === 'no-sign') return verdict.signals.filter((signal) => signal.legitimate);
  const kept: Signal[] = [];
  for (const signal of verdict.signals) {
    if (signal.id === 'wording' && !isNeeded(signal, kept.length, verdict)) continue;
    if (kept.some((other) => repeats(other, signal))) continue;
    const same = kept.filter((other) => !other.legitimate && tellsTheSame(other, signal));
    if (signal.legitimate || same.length < (isAboutLink(signal) ? mostOnOneLink : 1)) kept.push(signal);
  }
  return kept;
}

/** Whether little else is told, or the verdict would be a lower one without the sign. */
function isNeeded(
  { weight }: Signal,
  named: number,
  { level, score }: Pick<Verdict, 'level' | 'score'>,
): boolean {
  return weight >= worthTelling && (named < enoughNamed || levelOf(score - weight, false) !== level);
}

/** « not an address of theirs » after « bears their name » or after « on none of my lists ». */
function repeats(one: Signal, other: Signal): boolean {
  if (one.fragment !== other.fragment || !sayUnknown.has(other.id)) return false;
  return sayUnknown.has(one.id) || (sayFalse.test(one.id) && other.id !== 'combined-link-request');
}

/** The same words, or signs of one kind of which one's words contain the other's. */
function tellsTheSame(one: Signal, other: Signal): boolean {
  if (one.fragment === other.fragment) return true;
  const kind = ({ id }: Signal): string => id.slice(0, id.indexOf('-'));
  const inside = one.fragment.includes(other.fragment) || other.fragment.includes(one.fragment);
  return inside && kind(one) === kind(other);
}

function isAboutLink(signal: Signal): boolean {
  return /^(?:link|sender)-/.test(signal.id);
}
