import { likeness } from '../privacy/sketch.ts';
import { dateOf, dayOf, type Campaigns, type JudgedMessage } from './campaigns.ts';

type Kept = {
  readonly message: JudgedMessage;
  readonly first: number;
  last: number;
  readonly days: Map<string, number>;
};

const mostCampaigns = 1_000;
const week = 7;

/** Campaigns that end with the process. */
export function createMemoryCampaigns(): Campaigns & { forget: (chat: string) => void } {
  let kept: Kept[] = [];
  return {
    forget(chat) {
      for (const { days } of kept) days.delete(chat);
    },
    report(chat, message, at) {
      const today = dayOf(at);
      const found = kept
        .map((campaign) => ({ campaign, equal: likeness(campaign.message.sketch, message.sketch) ?? 0 }))
        .reduce<{ campaign: Kept; equal: number } | null>(
          (best, one) => (one.equal > (best?.equal ?? 0) ? one : best),
          null,
        );
      const campaign = found?.campaign ?? {
        message,
        first: today,
        last: today,
        days: new Map<string, number>(),
      };
      if (!found) kept = [...kept.slice(1 - mostCampaigns), campaign];
      const others = campaign.days.size - (campaign.days.has(chat) ? 1 : 0);
      if (!campaign.days.has(chat)) {
        campaign.days.set(chat, today);
        campaign.last = Math.max(campaign.last, today);
      }
      return Promise.resolve({ others, since: dateOf(campaign.first) });
    },
    forgetBefore(before) {
      const first = dayOf(before);
      const old = kept.filter(({ last }) => last < first).length;
      kept = kept.filter(({ last }) => last >= first);
      for (const { days } of kept) for (const [chat, day] of days) if (day < first) days.delete(chat);
      return Promise.resolve(old);
    },
    growing(at, most) {
      const today = dayOf(at);
      const rows = kept.map(({ message: { verdict, signs, sender }, first, last, days }) => ({
        chats: days.size,
        first: dateOf(first),
        last: dateOf(last),
        today: [...days.values()].filter((day) => day >= today).length,
        thisWeek: [...days.values()].filter((day) => day > today - week).length,
        verdict,
        signs,
        sender,
      }));
      const sorted = rows
        .filter(({ chats }) => chats > 1)
        .sort((a, b) => b.today - a.today || b.thisWeek - a.thisWeek || b.chats - a.chats);
      return Promise.resolve(sorted.slice(0, most));
    },
  };
}
