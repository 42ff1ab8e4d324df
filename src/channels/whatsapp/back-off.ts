const first = 100;
const longest = 60_000;
/** When WhatsApp was ready in between, people may be writing. */
const longestOnceReady = 3_000;
const healthyAfter = 5_000;

/**
 * How long to wait before the next life, in milliseconds: longer each time, from the beginning after a while of health.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createBackOff(now: () => number) {
  let tries = 0;
  let readySince: number | null = null;
  return {
    ready(): void {
      readySince ??= now();
    },
    next(): number {
      const wasReady = readySince !== null;
      if (readySince !== null && now() - readySince >= healthyAfter) tries = 0;
      readySince = null;
      return Math.min(wasReady ? longestOnceReady : longest, first * 2 ** Math.min(tries++, 20));
    },
  };
}
