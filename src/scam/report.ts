import type { Signal, Verdict } from './verdict.ts';

/** Explanations on the same words that each add something: who is imitated, and how. */
const mostOnOneLink = 2;

/**
 * The signs that are told to the person, strongest first. Under "no sign" only those of legitimacy: what is left
 * is context that honest messages show too. One sign for a fact: on the same words the most telling one, on a
 * link the two most telling.
 */
export function reported(verdict: Pick<Verdict, 'level' | 'signals'>): Signal[] {
  if (verdict.level === 'no-sign') return verdict.signals.filter((signal) => signal.legitimate);
  const kept: Signal[] = [];
  for (const signal of verdict.signals) {
    const same = kept.filter((other) => !other.legitimate && tellsTheSame(other, signal));
    if (signal.legitimate || same.length < (isAboutLink(signal) ? mostOnOneLink : 1)) kept.push(signal);
  }
  return kept;
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
