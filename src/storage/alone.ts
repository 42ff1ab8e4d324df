import { createRateLimit } from './rate-limit.ts';
import type { Coordination } from './coordination.ts';

const nothing = () => Promise.resolve();

/**
 * The coordination of a process that runs alone: the channels already answer one message of a chat at a time.
 *
 * @param now milliseconds
 */
export function createAlone(now: () => number): Coordination {
  return {
    turns: { take: () => Promise.resolve(nothing) },
    elections: {
      stand: () => Promise.resolve({ lost: new Promise<void>(() => undefined), resign: nothing }),
    },
    rateLimits: { limit: (_, perMinute) => createRateLimit(perMinute, now) },
  };
}
