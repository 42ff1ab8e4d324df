import type { Feedback } from '../core/turn.ts';
import type { Settings } from '../storage/settings.ts';

const channel = 'feedback';

/**
 * Counts what people say of verdicts, by verdict, over restarts: numbers alone, no text and no chat.
 *
 * @returns a function that adds one and resolves with the new count
 */
export function feedbackCounts(settings: Settings): (feedback: Feedback) => Promise<number> {
  let last: Promise<unknown> = Promise.resolve();
  return ({ verdict, said }) => {
    const name = `${verdict}:${said}`;
    // one after another, so that none is lost between reading and writing
    const counted = last.then(async () => {
      const count = Number((await settings.get(channel, name)) ?? 0) + 1;
      await settings.set(channel, name, String(count));
      return count;
    });
    last = counted.catch(() => undefined);
    return counted;
  };
}
