import type { Signal, VerdictLevel } from './verdict.ts';
import { explainable, thresholds } from './weights.ts';

/** What is verified about the message as a whole. */
export type Standing = {
  /** Share of the points of explainable signs that still count: 1 nothing verified, 0 everything. */
  explained: number;
  /** Something in the message could not be placed, such as an unknown link. */
  open: boolean;
};

/** Keeps the strongest of each sign, strongest first, signs of legitimacy last. */
export function rank(signals: readonly Signal[]): Signal[] {
  const strongest = new Map<string, Signal>();
  for (const signal of signals) {
    const other = strongest.get(signal.id);
    if (other === undefined || other.weight < signal.weight) strongest.set(signal.id, signal);
  }
  return [...strongest.values()].sort(
    (a, b) => Number(a.legitimate ?? false) - Number(b.legitimate ?? false) || b.weight - a.weight,
  );
}

/**
 * Adds up the weights. Signs only add; verified legitimacy takes away points of explainable signs alone.
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
  const score = counted.reduce((sum, signal) => sum + (signal.legitimate ? 0 : signal.weight), 0);
  return { score, level: levelOf(score, standing.open), signals: rank(counted) };
}

/** The verdict of a score. */
export function levelOf(score: number, open: boolean): VerdictLevel {
  if (score >= thresholds.scam) return 'scam';
  if (score >= thresholds.suspicious) return 'suspicious';
  return score >= thresholds.cannotTell || open ? 'cannot-tell' : 'no-sign';
}
