import type { Answer, ChannelHealth } from '../channels/channel.ts';
import type { Log } from './logger.ts';

/** Writes of each channel that it answers, no longer, or again. Call the result now and then. */
export function healthLog(log: Log, health: () => Readonly<Record<string, ChannelHealth>>): () => void {
  const last = new Map<string, string>();
  const hasAnswered = new Set<string>();

  function write(channel: string, now: ChannelHealth, isFirst: boolean): void {
    if (!now.up) {
      const waits = /\b(?:login|logged out)\b/.test(now.reason);
      if (waits) log.write('warn', 'login-needed', `${channel} ${now.reason}`, { channel });
      else if (!isFirst) log.write('warn', 'channel-down', `${channel} ${now.reason}`, { channel });
    } else if (now.note !== undefined)
      log.write('info', 'channel-standing-by', `${channel} is ${now.note}`, { channel });
    else {
      const again = hasAnswered.has(channel) ? ' again' : '';
      hasAnswered.add(channel);
      log.write('info', 'channel-up', `${channel} answers${again}`, { channel });
    }
  }
  return () => {
    for (const [channel, now] of Object.entries(health())) {
      const state = JSON.stringify(now);
      if (last.get(channel) === state) continue;
      write(channel, now, !last.has(channel));
      last.set(channel, state);
    }
  };
}

/** What kind of message was answered by what, and how long it took; no word of it, and not whose it was. */
export function answerLog(log: Log): (channel: string, answer: Answer) => Answer {
  return (channel, answer) => async (message) => {
    const begin = performance.now();
    const answered = await answer(message);
    const ms = Math.round((performance.now() - begin) * 10) / 10;
    const { kind } = message.content;
    log.write('debug', 'answered', `A message was answered (${kind})`, { channel, kind, intent: answered.trace.intent, ms }); // prettier-ignore
    return answered;
  };
}

/** What the store tells of itself is a sentence; that it is well again is no trouble. */
export function storeLog(log: Log): (sentence: string) => void {
  return (sentence) => {
    const isWell = /\b(?:again|is back)\.$/.test(sentence);
    log.write(isWell ? 'info' : 'error', isWell ? 'store-recovered' : 'store-trouble', sentence);
  };
}
