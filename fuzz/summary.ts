import type { Played } from './play.ts';
import { slowFrom } from './play.ts';

/** What is told of a message: how it was made, never its text. */
export type Told = {
  readonly index: number;
  readonly made: string;
  readonly took: number;
  readonly best: number;
};
/** What one worker found. */
export type Found = {
  readonly times: Float32Array;
  readonly slowest: readonly Told[];
  /** Messages that took longer than the limit once, and those that do each time. */
  readonly paused: number;
  readonly slow: number;
  /** How often each fault was found, and the first message that showed it. */
  readonly faults: Readonly<Record<string, { readonly count: number; readonly first: Told }>>;
};

const slowestKept = 15;

/** Gathers what was played; `messages` is how many there will be. */
export function createSummary(messages: number): { add(played: Played): void; found(): Found } {
  const times = new Float32Array(messages);
  let count = 0;
  let slowest: Told[] = [];
  let paused = 0;
  let slow = 0;
  const faults: Record<string, { count: number; first: Told }> = {};
  return {
    add({ index, message: { made }, took, best, faults: named }) {
      times[count++] = took;
      const told = { index, made, took, best };
      if (took > slowFrom) paused++;
      if (best > slowFrom) slow++;
      if (slowest.length < slowestKept || best > (slowest.at(-1)?.best ?? 0))
        slowest = [...slowest, told].sort((a, b) => b.best - a.best).slice(0, slowestKept);
      for (const name of named) {
        const known = (faults[name] ??= { count: 0, first: told });
        known.count++;
      }
    },
    found: () => ({ times: times.slice(0, count), slowest, paused, slow, faults }),
  };
}

/** What several workers found, together. */
export function together(all: readonly Found[]): Found {
  const times = new Float32Array(all.reduce((sum, one) => sum + one.times.length, 0));
  let at = 0;
  for (const one of all) {
    times.set(one.times, at);
    at += one.times.length;
  }
  const faults: Record<string, { count: number; first: Told }> = {};
  for (const [name, { count, first }] of all.flatMap((one) => Object.entries(one.faults))) {
    const known = (faults[name] ??= { count: 0, first });
    known.count += count;
  }
  return {
    times: times.sort(),
    slowest: all.flatMap((one) => one.slowest).sort((a, b) => b.best - a.best).slice(0, slowestKept),
    paused: all.reduce((sum, one) => sum + one.paused, 0),
    slow: all.reduce((sum, one) => sum + one.slow, 0),
    faults,
  }; // prettier-ignore
}

/** The value below which this share of the times lies, in milliseconds; the times are in order. */
export function percentile(times: Float32Array, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
