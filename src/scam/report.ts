import type { Signal, Verdict } from './verdict.ts';
import { levelOf } from './weigh.ts';

/** Explanations on the same words that each add something: who is imitated, and how. */
const mostOnOneLink = 2;

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
