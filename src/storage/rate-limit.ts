/** What is done with a message: answered, told once that there are too many, or passed over. */
export type Pace = 'answer' | 'notice' | 'pass-over';

const mostChats = 20_000;
/** At once a chat may have a third of the minute's worth, and at least these. */
const leastAtOnce = 10;

/** Messages that a chat may write at once. */
export function atOnceOf(perMinute: number): number {
  return Math.max(leastAtOnce, perMinute / 3);
}
/** What must have come back before a chat that was told to slow down is answered again. */
export function backAgainOf(perMinute: number): number {
  return Math.min(perMinute / 6, atOnceOf(perMinute));
}

/**
 * So many messages a chat and minute. Whoever writes more is told so once, and answered again when a sixth of the
 * minute's worth has come back.
 *
 * @param perMinute 0: no limit
 * @param now milliseconds
 * @returns what to do with a message of a chat, which counts as much as it weighs
 */
export function createRateLimit(
  perMinute: number,
  now: () => number,
): (key: string, weight?: number) => Pace {
  const atOnce = atOnceOf(perMinute);
  const chats = new Map<string, { left: number; at: number; told: boolean }>();
  return (key, weight = 1) => {
    if (perMinute <= 0) return 'answer';
    const at = now();
    const chat = chats.get(key) ?? { left: atOnce, at, told: false };
    chat.left = Math.min(atOnce, chat.left + ((at - chat.at) * perMinute) / 60_000);
    chat.at = at;
    chats.delete(key);
    chats.set(key, chat);
    const [oldest] = chats.keys();
    if (chats.size > mostChats && oldest !== undefined) chats.delete(oldest);
    if (chat.left < (chat.told ? backAgainOf(perMinute) : weight)) {
      const notice = !chat.told;
      chat.told = true;
      return notice ? 'notice' : 'pass-over';
    }
    chat.told = false;
    chat.left -= weight;
    return 'answer';
  };
}
