import type { Api } from 'grammy';
import type { TypingSign } from '../typing.ts';
import type { Place } from './delivery.ts';

/** Telegram shows the sign for five seconds. */
const lasts = 4500;

/** Telegram's sign that the bot is writing. */
export function typingSign(api: Api, { chat, thread }: Place): TypingSign {
  return {
    lasts,
    show: () => api.sendChatAction(chat, 'typing', thread === undefined ? {} : { message_thread_id: thread }),
  };
}
