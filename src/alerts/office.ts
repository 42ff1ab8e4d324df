import type { Channel } from '../channels/channel.ts';
import type { Elections, Tenure } from '../storage/coordination.ts';

/** The office of writing first through a channel, which one worker holds at a time: its pace is that of the channel. */
export type Office = {
  /** Aborted when it is no longer this worker that writes. */
  readonly over: AbortSignal;
  /** Leaves it to another worker. */
  leave(): Promise<void>;
};

/** Fulfilled when this worker is the one; at once where there are no elections. Rejects when the signal is aborted before. */
export async function officeOf(
  channel: Channel,
  elections: Elections | undefined,
  signal: AbortSignal,
): Promise<Office> {
  // who runs a channel that only one worker can run also writes through it
  if (channel.elected) return until(await channel.elected(signal), signal);
  const tenure = await elections?.stand(`alerts ${channel.name}`, signal);
  return tenure ? until(tenure, signal) : { over: signal, leave: () => Promise.resolve() };
}

function until(
  { lost, resign }: Pick<Tenure, 'lost'> & Partial<Pick<Tenure, 'resign'>>,
  signal: AbortSignal,
): Office {
  const over = new AbortController();
  void lost.then(() => {
    over.abort();
  });
  return {
    over: AbortSignal.any([signal, over.signal]),
    leave: async () => {
      await resign?.();
    },
  };
}
