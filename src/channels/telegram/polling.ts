import type { Update } from 'grammy/types';
import type { Pause } from '../channel.ts';

export type PollingOptions = {
  readonly fetchUpdates: (
    query: { readonly offset: number; readonly limit: number; readonly timeout: number },
    signal: AbortSignal,
  ) => Promise<readonly Update[]>;
  /** Fulfilled when the update is answered for good; rejects when it is to come again. */
  readonly handle: (update: Update) => Promise<void>;
  readonly pause: Pause;
  /** Aborted when what is in hand is no longer waited for. */
  readonly abandoned: AbortSignal;
};

/** Seconds that Telegram holds a request while nothing comes. */
const longPoll = 30;
/** Telegram's most. */
const batch = 100;
/** While something is being answered, Telegram is asked again after so many milliseconds, doubling up to the longest. */
const shortestPause = 25;
const longestPause = 200;

/**
 * Long polling that confirms an update only when it is answered. Telegram confirms all below the offset asked
 * for, so the offset is that of the oldest update not yet answered, and what comes again meanwhile is left alone.
 * Ends when the signal is aborted and what is in hand is answered or abandoned, or rejects as `fetchUpdates` does.
 */
export async function poll(
  { fetchUpdates, handle, pause, abandoned }: PollingOptions,
  signal: AbortSignal,
): Promise<void> {
  /** Updates not confirmed yet in the order of their ids, with whether they are answered. */
  const known = new Map<number, boolean>();
  let offset = 0;
  let open = 0;
  let progressed: () => void = () => undefined;

  /** Moves the offset past all that is answered. */
  function confirmable(): number {
    for (const [id, answered] of known) {
      if (!answered) break;
      known.delete(id);
      offset = id + 1;
    }
    return offset;
  }
  function begin(update: Update): void {
    known.set(update.update_id, false);
    open++;
    handle(update).then(
      () => {
        known.set(update.update_id, true);
        open--;
        progressed();
      },
      () => {
        open--; // left unconfirmed, so that it comes again after the next start
        progressed();
      },
    );
  }
  /** Until at most so many are open, or the time is over. */
  async function untilOpen(atMost: number, milliseconds: number): Promise<void> {
    const over = new AbortController();
    const enough = new Promise<void>((resolve) => {
      progressed = () => {
        if (open <= atMost) resolve();
      };
    });
    if (open > atMost) await Promise.race([enough, pause(milliseconds, over.signal).catch(() => undefined)]);
    over.abort();
  }

  const stopped = () => signal.aborted;
  let wait = shortestPause;
  while (!stopped()) {
    const query = { offset: confirmable(), limit: batch, timeout: known.size > 0 ? 0 : longPoll };
    let updates: readonly Update[];
    try {
      updates = await fetchUpdates(query, signal);
    } catch (error) {
      if (stopped()) break;
      throw error;
    }
    const fresh = updates.filter(({ update_id: id }) => !known.has(id));
    for (const update of fresh) begin(update);
    wait = fresh.length > 0 ? shortestPause : Math.min(wait * 2, longestPause);
    // with half a batch still open the next one can be fetched; with none fresh something has to end first
    await untilOpen(fresh.length > 0 ? batch / 2 : Math.max(0, open - 1), wait);
  }
  while (open > 0 && !abandoned.aborted) await untilOpen(0, longestPause);
  const confirmed = confirmable();
  // tells Telegram what was answered last; if that fails, it is recognised when it comes again
  if (confirmed > 0)
    await fetchUpdates({ offset: confirmed, limit: 1, timeout: 0 }, AbortSignal.timeout(2000)).catch(
      () => undefined,
    );
}
