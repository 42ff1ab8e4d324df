import type { Transformer } from 'grammy';
import type { Pause } from '../channel.ts';

/**
 * Telegram takes about 30 messages a second in all; beyond, it makes everybody wait. What is written first leaves
 * room for answers. See https://core.telegram.org/bots/faq#broadcasting-to-users
 */
const mostASecond = 25;
const second = 1000;
/** While a place is waited for, it is looked again after so many milliseconds at most: answers come in between. */
const longestLook = 200;
const sending: readonly string[] = ['sendMessage', 'sendDocument', 'sendPhoto', 'editMessageText'];

export type Pace = {
  /** Counts what is sent, and notes when Telegram asks to wait. To be installed next to the connection. */
  readonly transformer: Transformer;
  /** Fulfilled when one more message may be written first: answers are counted too, and never wait here. */
  slot(signal: AbortSignal): Promise<void>;
};

/** @param now milliseconds of a clock that only goes on */
export function createPace(pause: Pause, now: () => number): Pace {
  const sent: number[] = [];
  let last = -Infinity;
  let blockedUntil = -Infinity;
  return {
    transformer: async (previous, method, payload, signal) => {
      if (sending.includes(method)) sent.push(now());
      if (sent.length > mostASecond) sent.shift();
      const response = await previous(method, payload, signal);
      const after = response.ok ? undefined : response.parameters?.retry_after;
      if (after !== undefined) blockedUntil = Math.max(blockedUntil, now() + after * second);
      return response;
    },
    async slot(signal) {
      for (;;) {
        signal.throwIfAborted();
        const [oldest = -Infinity] = sent.length >= mostASecond ? sent : [];
        const free = Math.max(oldest + second, last + second / mostASecond, blockedUntil);
        const wait = free - now();
        if (wait <= 0) break;
        await pause(Math.min(Math.ceil(wait), longestLook), signal);
      }
      last = now();
    },
  };
}
