import { alertState } from '../core/alerts/alert-state.ts';
import { subjectOfKey } from '../core/alerts/alert-subject.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import type { Address, Subscriptions } from '../storage/subscriptions.ts';

/** What a chat follows, between its conversation and the store. */
export type Following = {
  /** The subjects that a chat follows; null when it cannot be written to first. */
  of(id: string, address: Address | undefined): Promise<readonly string[] | null>;
  /** Keeps what an answer changed of it, as of these facts. Rejects when that cannot be promised. */
  keep(
    id: string,
    address: Address | undefined,
    change: { readonly before: readonly string[] | null; readonly after: readonly string[] | null },
    knowledge: Knowledge,
  ): Promise<void>;
};

export function createFollowing(subscriptions: Subscriptions | undefined, now: () => Date): Following {
  return {
    async of(id, address) {
      if (!subscriptions || !address) return null;
      const followed = await subscriptions.of(id);
      if (followed.length > 0) await subscriptions.seen(id, now());
      return followed;
    },
    async keep(id, address, { before, after }, knowledge) {
      if (!subscriptions || !address || !before || !after || before.join() === after.join()) return;
      const ended = before.filter((key) => !after.includes(key));
      const begun = after.flatMap((key) => {
        const subject = before.includes(key) ? null : subjectOfKey(key);
        const told = subject && alertState(subject, knowledge);
        return told === null ? [] : [{ subject: key, told }];
      });
      if (begun.length > 0) await subscriptions.add(id, address, begun, now());
      if (ended.length > 0) await subscriptions.remove(id, ended);
    },
  };
}
