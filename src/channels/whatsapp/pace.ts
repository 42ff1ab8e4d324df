import type { Pause } from '../channel.ts';

export type PaceOptions = {
  /** 0: no pace. */
  readonly perMinute: number;
  readonly pause: Pause;
  /** Milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
};
export type Pace = {
  /** Fulfilled when the next message may be sent, in the order of asking; rejects when the signal is aborted meanwhile. */
  turn(signal: AbortSignal): Promise<void>;
};

/** So many may follow each other at once after a silence. */
const atOnce = 4;
/** Gaps are up to so much shorter or longer than the mean, as a person's are. */
const jitter = 0.3;

/**
 * Spaces what is sent in all chats together: WhatsApp bans numbers that write as no person does. A chat asks for its next
 * message only when the last one is sent, so that none holds up the others.
 */
export function createPace({ perMinute, pause, now, random }: PaceOptions): Pace {
  const gap = perMinute > 0 ? 60_000 / perMinute : 0;
  let left = atOnce;
  let at = now();
  let last: Promise<unknown> = Promise.resolve();

  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const time = now();
    left = Math.min(atOnce, left + (time - at) / gap);
    at = time;
    if (left < 1) {
      await pause(Math.ceil((1 - left) * gap * (1 - jitter + 2 * jitter * random())), signal);
      left = 1;
      at = now();
    }
    left--;
  }
  return {
    turn(signal) {
      if (gap === 0) return Promise.resolve();
      const turn = last.then(() => take(signal));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
