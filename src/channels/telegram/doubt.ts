import { AsyncLocalStorage } from 'node:async_hooks';
import { createRoom } from '../room.ts';

/**
 * Answers of which nobody could say after a kill whether they arrived: on their way to Telegram, or taken by it and not
 * yet noted. They come again, so each that did arrive is doubled then.
 */
export type Doubt = {
  /** Runs the way of one answer from its sending to its note, once there is a place for it. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the place to others while an answer waits to be sent again: Telegram has refused it, so it is in no doubt. */
  waiting<T>(wait: () => Promise<T>): Promise<T>;
};

/** @param places answers in doubt at the same time */
export function createDoubt(places: number): Doubt {
  const room = createRoom(places);
  const current = new AsyncLocalStorage<{ leave: () => void; waits: number }>();
  return {
    async run(work) {
      const place = { leave: await room.enter(), waits: 0 };
      try {
        return await current.run(place, work);
      } finally {
        place.leave();
      }
    },
    async waiting(wait) {
      const place = current.getStore();
      if (!place) return wait();
      if (place.waits++ === 0) place.leave();
      try {
        return await wait();
      } finally {
        // of the requests of one answer, the last one that waited takes the place again
        if (--place.waits === 0) place.leave = await room.enter();
      }
    },
  };
}
