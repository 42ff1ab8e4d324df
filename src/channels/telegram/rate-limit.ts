/** What is done with a message: answered, told once that there are too many, or passed over. */
export type Pace = 'answer' | 'notice' | 'pass-over';

const mostChats = 20_000;

/**
 * So many messages a chat and minute, a minute's worth at once. Whoever writes more is told so once, and
 * answered again when a sixth of the minute's worth has come back.
 *
 * @param perMinute 0: no limit
 * @param now milliseconds
 */
export function createRateLimit(perMinute: number, now: () => number): (key: string) => Pace {
  const chats = new Map<string, { left: number; at: number; told: boolean }>();
  return (key) => {
    if (perMinute <= 0) return 'answer';
    const at = now();
    const chat = chats.get(key) ?? { left: perMinute, at, told: false };
    chat.left = Math.min(perMinute, chat.left + ((at - chat.at) * perMinute) / 60_000);
    chat.at = at;
    chats.delete(key);
    chats.set(key, chat);
    const [oldest] = chats.keys();
    if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    if (chat.left < (chat.told ? perMinute / 6 : 1)) {
      const notice = !chat.told;
      chat.told = true;
      return notice ? 'notice' : 'pass-over';
    }
    chat.told = false;
    chat.left--;
    return 'answer';
  };
}
