/** The value below which a share of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs a function and keeps how long it took, in milliseconds. */
export function timed<T>(samples: number[], run: () => T): T {
  const start = performance.now();
  const result = run();
  samples.push(performance.now() - start);
  return result;
}

/** A share of a whole; 1 of nothing is 1, since nothing was wrong. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
