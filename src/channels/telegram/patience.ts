import { HttpError, type Transformer } from 'grammy';
import type { Pause } from '../channel.ts';
import { createRoom } from '../room.ts';

export type PatienceOptions = {
  readonly pause: Pause;
  /** Aborted when nothing is to be tried again any more. */
  readonly signal: AbortSignal;
  /** Around each pause before a request is sent again. */
  readonly waiting: <T>(wait: () => Promise<T>) => Promise<T>;
  /** Told after each request whether Telegram could be reached. */
  readonly onReached: (reached: boolean) => void;
};

const firstDelay = 500;
const longestDelay = 30_000;
/** Worth nothing when they come late. */
const perishable: readonly string[] = ['sendChatAction', 'answerCallbackQuery', 'answerInlineQuery'];

/**
 * Tries again what Telegram may take later: after `retry_after` when it asks for less, and for ever, with growing
 * pauses, when it cannot be reached or has an error of its own.
 */
export function patience({ pause, signal: stopped, waiting, onReached }: PatienceOptions): Transformer {
  return async (previous, method, payload, signal) => {
    const either = signal ? AbortSignal.any([signal as AbortSignal, stopped]) : stopped; // grammY's own type of a signal is the platform's
    let delay = firstDelay;
    for (;;) {
      let wait: number;
      try {
        const response = await previous(method, payload, either as Parameters<typeof previous>[2]);
        const own = !response.ok && response.error_code >= 500;
        onReached(!own);
        if (response.ok || perishable.includes(method)) return response;
        const after = response.parameters?.retry_after;
        if (after === undefined && !own) return response;
        wait = after === undefined ? delay : after * 1000;
      } catch (error) {
        if (either.aborted || !(error instanceof HttpError)) throw error;
        onReached(false);
        if (perishable.includes(method)) throw error;
        wait = delay;
      }
      await waiting(() => pause(wait, either));
      delay = Math.min(delay * 2, longestDelay);
    }
  };
}

/**
 * Lets only so many requests be on their way at once. Whoever waits to try again holds no place, so that a chat which
 * Telegram slows down costs the others none; and few answers are in doubt when the process is killed.
 */
export function fewAtOnce(places: number): Transformer {
  const room = createRoom(places);
  return async (previous, method, payload, signal) => {
    if (method === 'getUpdates') return previous(method, payload, signal); // waits by itself
    const leave = await room.enter();
    try {
      return await previous(method, payload, signal);
    } finally {
      leave();
    }
  };
}
