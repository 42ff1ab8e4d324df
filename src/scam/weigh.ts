import type { Signal, VerdictLevel } from './verdict.ts';
import { explainable, thresholds, unmistakable, weights } from './weights.ts';

/** What is verified about the message as a whole. */
export type Standing = {
  /** Share of the points of explainable signs that still count: 1 nothing verified, 0 everything. */
  explained: number;
  /** Something in the message could not be placed, such as an unknown link. */
  open: boolean;
  /** Points taken away because the whole of the wording reads as honest messages do, from 0. */
  honest: number;
};

/** Keeps the strongest of each sign, strongest first; then the wording as a whole, then signs of legitimacy. */
export function rank(signals: readonly Signal[]): Signal[] {
  const strongest = new Map<string, Signal>();
  for (const signal of signals) {
    const other = strongest.get(signal.id);
    if (other === undefined || other.weight < signal.weight) strongest.set(signal.id, signal);
  }
  return [...strongest.values()].sort(
    (a, b) =>
      Number(a.legitimate ?? false) - Number(b.legitimate ?? false) ||
      Number(a.id === 'wording') - Number(b.id === 'wording') ||
      b.weight - a.weight,
  );
}

/**
 * Adds up the weights. Signs only add; verified legitimacy takes away points of explainable signs alone, and
 * an honest wording points of signs that honest messages may show.
 *
 * @param signals one of each id
 */
export function weigh(
  signals: readonly Signal[],
  standing: Standing,
): { score: number; level: VerdictLevel; signals: Signal[] } {
  const counted = signals.flatMap((signal) => {
    if (signal.legitimate) return [signal];
    const factor = explainable.has(signal.id) ? standing.explained : 1;
    return factor === 0 ? [] : [{ ...signal, weight: Math.round(signal.weight * factor) }];
  });
  const sum = (some: readonly Signal[]): number => some.reduce((points, { weight }) => points + weight, 0);
  const alarming = counted.filter((signal) => !signal.legitimate);
  const strong = sum(alarming.filter((signal) => (weights[signal.id] ?? 0) >= unmistakable));
  const all = sum(alarming);
  // an honest wording takes nothing away from what honest messages never show, nor all of what was found
  const score = Math.max(strong, all - standing.honest, Math.min(all, thresholds.cannotTell));
  return { score, level: levelOf(score, standing.open), signals: rank(counted) };
}

/** The verdict of a score. */
export function levelOf(score: number, open: boolean): VerdictLevel {
  if (score >= thresholds.scam) return 'scam';
  if (score >= thresholds.suspicious) return 'suspicious';
  return score >= thresholds.cannotTell || open ? 'cannot-tell' : 'no-sign';
}
