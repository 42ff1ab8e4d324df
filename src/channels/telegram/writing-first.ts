import type { Api } from 'grammy';
import type { Reply } from '../../core/reply.ts';
import type { Sent } from '../channel.ts';
import { createDelivery } from './delivery.ts';
import type { Pace } from './pace.ts';

export type WritingFirstOptions = {
  readonly api: Api;
  readonly pace: Pace;
  /** Leaves nothing of a chat behind. */
  readonly forget: (chat: number) => Promise<void>;
  readonly onTrouble: (code: string) => void;
  /** Aborted when the channel ends. */
  readonly signal: AbortSignal;
};

/** Where a chat is written to: its id, and its topic where it is one of a forum. */
export function addressOf(chat: number, thread: number | undefined): string {
  return thread === undefined ? String(chat) : `${chat}/${thread}`;
}

/** Writes to a chat that wrote before. Rejects when the channel ends meanwhile. */
export function writeFirst({
  api,
  pace,
  forget,
  onTrouble,
  signal,
}: WritingFirstOptions): (address: string, reply: Reply<string>) => Promise<Sent> {
  return async (address, reply) => {
    const [chat = NaN, thread] = address.split('/').map(Number);
    await pace.slot(signal);
    let outcome: Sent = 'sent';
    const delivery = createDelivery({
      api,
      onGone: async (gone) => {
        outcome = 'gone';
        await forget(gone);
      },
      onTrouble: (code) => {
        outcome = 'failed';
        onTrouble(code);
      },
    });
    await delivery.deliver({ chat, thread }, reply);
    return outcome;
  };
}
