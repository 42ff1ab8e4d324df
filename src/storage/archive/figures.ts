import type { Tally } from '../tallies.ts';

/** What may be known of a state without anybody's data. */
export type Figures = {
  readonly place: string;
  readonly bytes: number;
  readonly schema: number;
  /** When what is old was forgotten last; null: never. */
  readonly lastCleanUp: string | null;
  readonly chats: {
    readonly kept: number;
    readonly day: number;
    readonly week: number;
    readonly month: number;
  };
  readonly subscribers: number;
  readonly subscriptions: number;
  readonly alerts: { readonly waiting: number; readonly due: number };
  readonly campaigns: number;
  readonly messages: number;
  readonly tallies: readonly Tally[];
};
export type Counted = Pick<
  Figures,
  'lastCleanUp' | 'chats' | 'subscribers' | 'subscriptions' | 'alerts' | 'campaigns' | 'messages'
>;

const day = 24 * 60 * 60 * 1000;

/**
 * Counts what both stores hold.
 *
 * @param first the first row that a statement gives
 * @param prefix stands before the name of a table
 */
export async function countedBy(
  first: (statement: string) => Promise<Readonly<Record<string, unknown>> | undefined>,
  prefix: string,
  now: Date,
): Promise<Counted> {
  const time = now.getTime();
  const count = async (table: string, condition = '') =>
    Number((await first(`SELECT count(*) AS count FROM ${prefix}${table} ${condition}`))?.['count']);
  const active = (days: number) => count('conversations', `WHERE at >= ${time - days * day}`);
  const setting = await first(
    `SELECT value FROM ${prefix}settings WHERE channel = '' AND name = '${lastCleanUp}'`,
  );
  return {
    lastCleanUp: typeof setting?.['value'] === 'string' ? setting['value'] : null,
    chats: {
      kept: await count('conversations'),
      day: await active(1),
      week: await active(7),
      month: await active(30),
    },
    subscribers: await count('subscribers'),
    subscriptions: await count('subscriptions'),
    alerts: { waiting: await count('alert_line'), due: await count('alert_line', `WHERE due <= ${time}`) },
    campaigns: await count('campaigns'),
    messages: await count('processed_messages'),
  };
}

/** The setting under which it is noted when what is old was forgotten. */
export const lastCleanUp = 'last-clean-up';
