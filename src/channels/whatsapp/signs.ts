import type { Pause } from '../channel.ts';
import { isQuick, type TypingSign } from '../typing.ts';
import type { Requests } from './requests.ts';

/** WhatsApp shows the sign for 25 seconds at most; phones drop it sooner. */
const lasts = 9000;

export function typingSign(requests: Pick<Requests, 'showTyping'>, chat: string): TypingSign {
  return { lasts, show: () => requests.showTyping(chat) };
}

const receipt = '⏳';
/** Longer work says that the message has come, milliseconds. */
const patienceBefore = 3000;

/** Puts a sign of receipt on a message while work on it is long, and takes it away after. */
export async function withReceipt<T>(
  requests: Pick<Requests, 'react'>,
  key: string,
  pause: Pause,
  work: () => Promise<T>,
): Promise<T> {
  const result = work();
  if (await isQuick(result)) return result;
  const over = new AbortController();
  const shown = pause(patienceBefore, over.signal).then(() => requests.react(key, receipt));
  try {
    return await result;
  } finally {
    over.abort();
    // the sign is no part of the answer
    shown.then(() => requests.react(key, '')).catch(() => undefined);
  }
}
