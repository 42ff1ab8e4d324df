import { hash } from 'node:crypto';
import type { Pseudonym } from '../privacy/pseudonym.ts';
import { campaignDays } from './campaigns.ts';

/** A third of the hash tells the chats of one campaign apart. */
const chatBytes = 12;

/** The hash under which a chat counts on a day. */
export type ReporterHash = (chat: string) => (day: number) => Uint8Array;

/** Another hash each day, so that without the key the days of a chat are not tied together. */
export function reporterHash(pseudonym: Pseudonym): ReporterHash {
  return (chat) => {
    const key = pseudonym('', chat);
    return (day) => hash('sha256', `${key}${day}`, 'buffer').subarray(0, chatBytes);
  };
}

/** The hashes under which a chat may stand today. */
export function standing(reporter: ReporterHash, chat: string, today: number): Uint8Array[] {
  const on = reporter(chat);
  return Array.from({ length: campaignDays + 1 }, (_, before) => on(today - before));
}
