import { lastCleanUp } from './archive/figures.ts';
import { campaignDays } from './campaigns.ts';
import type { State } from './state.ts';

export type RetentionOptions = {
  /** Chats without a message for this many days are forgotten. */
  readonly days: number;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
};

const day = 24 * 60 * 60 * 1000;
/** Telegram delivers an update again for a day at most; a restored backup may be older. */
const messageDays = 7;
/** Alerts end when a chat was not in use for a year: longer than a conversation, since waiting is what they are for. */
const subscriptionDays = 365;

/** Counts tell of the last months. */
const tallyDays = 90;

/** Forgets silent chats and old message keys once; how many chats there were. */
export async function forgetOld(
  { conversations, processed, subscriptions, campaigns, tallies, settings }: State,
  { days, now }: Pick<RetentionOptions, 'days' | 'now'>,
): Promise<number> {
  const time = now().getTime();
  await processed.forgetBefore(new Date(time - Math.min(days, messageDays) * day));
  await subscriptions.endUnusedSince(new Date(time - Math.max(days, subscriptionDays) * day));
  await campaigns.forgetBefore(new Date(time - Math.min(days, campaignDays) * day));
  await tallies.forgetBefore(new Date(time - Math.min(days, tallyDays) * day));
  const forgotten = await conversations.forgetSilentSince(new Date(time - days * day));
  await settings.set('', lastCleanUp, now().toISOString());
  return forgotten;
}

/** Forgets what is old now and once a day; the returned function ends it. It does not keep the process alive. */
export function startRetention(state: State, options: RetentionOptions): () => void {
  let ended = false;
  const sweep = () => {
    forgetOld(state, options).catch((error: unknown) => {
      if (!ended) options.onError(error); // a state closed in the middle is no fault
    });
  };
  sweep();
  const timer = setInterval(sweep, day).unref();
  return () => {
    ended = true;
    clearInterval(timer);
  };
}
