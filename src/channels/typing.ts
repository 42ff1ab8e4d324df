import type { Pause } from './channel.ts';

/** Quicker work shows nothing, so that the sign does not flicker; milliseconds. */
const patienceBefore = 400;

export type TypingSign = {
  /** Shows that somebody is writing; it goes by itself after a while. */
  readonly show: () => Promise<unknown>;
  /** How long it is seen, in milliseconds. */
  readonly lasts: number;
};

/** Shows that the bot is writing while work lasts. The sign is no part of the answer: it may fail. */
export async function whileTyping<T>(
  { show, lasts }: TypingSign,
  pause: Pause,
  work: () => Promise<T>,
): Promise<T> {
  const result = work();
  if (await isQuick(result)) return result;
  const over = new AbortController();
  const sign = async () => {
    await pause(patienceBefore, over.signal);
    while (!over.signal.aborted) {
      await show();
      await pause(lasts, over.signal);
    }
  };
  sign().catch(() => undefined);
  try {
    return await result;
  } finally {
    over.abort();
  }
}

/** Whether it ends in this turn of the event loop, as nearly every answer does. */
export function isQuick(result: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const later = setImmediate(resolve, false);
    const now = () => {
      clearImmediate(later);
      resolve(true);
    };
    result.then(now, now);
  });
}
