import type { Api } from 'grammy';
import type { Pause } from '../channel.ts';
import type { Place } from './delivery.ts';

/** Quicker work shows nothing, so that the sign does not flicker; milliseconds. */
const patienceBefore = 400;
/** Telegram shows the sign for five seconds. */
const signLasts = 4500;

/** Shows that the bot is writing while work lasts. */
export async function whileTyping<T>(
  api: Api,
  { chat, thread }: Place,
  pause: Pause,
  work: () => Promise<T>,
): Promise<T> {
  const result = work();
  if (await isQuick(result)) return result;
  const over = new AbortController();
  const sign = async () => {
    await pause(patienceBefore, over.signal);
    while (!over.signal.aborted) {
      await api.sendChatAction(chat, 'typing', thread === undefined ? {} : { message_thread_id: thread });
      await pause(signLasts, over.signal);
    }
  };
  sign().catch(() => undefined); // the sign is no part of the answer
  try {
    return await result;
  } finally {
    over.abort();
  }
}

/** Whether it ends in this turn of the event loop, as nearly every answer does. */
function isQuick(result: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const later = setImmediate(resolve, false);
    const now = () => {
      clearImmediate(later);
      resolve(true);
    };
    result.then(now, now);
  });
}
