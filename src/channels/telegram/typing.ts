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
    return await work();
  } finally {
    over.abort();
  }
}
