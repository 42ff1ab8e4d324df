import type { Message } from 'whatsapp-web.js';
import type { ChatState, Requests } from './requests.ts';
import { SessionLostError } from './session.ts';
import { unansweredOf } from './unanswered.ts';

export type MissedOptions = {
  readonly requests: Pick<Requests, 'chats' | 'messages'>;
  /** Whether a message is in hand or was dealt with. */
  readonly isKnown: (id: string) => Promise<boolean>;
  /** Takes a message that came while nobody could answer. */
  readonly take: (message: Message) => void;
  readonly now: () => Date;
  readonly onTrouble: (code: string) => void;
};
export type Missed = {
  /** Looks for what came while nobody could answer; once more when asked while it looks. Never rejects. */
  look(): Promise<void>;
  /** Fulfilled when what a chat missed was taken, so that what comes now comes after it. */
  whenLookedInto(chat: string): Promise<void>;
};

/** What is older is not answered any more: its question has passed. Seconds. */
const oldest = 86_400;
/**
 * What was read but not answered is looked for so long, also above our own messages: whatever stands in a chat is read with
 * the message that is answered, and we may be killed before the next. Seconds.
 */
const recent = 600;
const mostUnread = 50;
/** Our own messages stand between those of others. */
const ownBetween = 30;

/**
 * Finds the messages that came while the session was down, or were in hand when this process was killed: those unread and
 * younger than a day, and those of the last minutes, in chats of people and of groups. Chats that the operator has both
 * archived and muted are left alone.
 */
export function createMissed({ requests, isKnown, take, now, onTrouble }: MissedOptions): Missed {
  /** Until it is known which chats may have missed something; those are then waited for each. */
  let listing: PromiseWithResolvers<void> | null = null;
  const waitedFor = new Map<string, PromiseWithResolvers<void>>();
  let looking: Promise<void> | null = null;
  let again = false;

  const age = ({ timestamp }: Message) => now().getTime() / 1000 - timestamp;
  const isOfPeople = ({ id, isPutAway }: ChatState) => /@(?:c\.us|lid|g\.us)$/.test(id) && !isPutAway;
  const mayWait = ({ unread, last }: ChatState) => unread > 0 || (last !== undefined && age(last) < recent);

  async function lookInto({ id, unread }: ChatState): Promise<void> {
    const most = Math.min(unread, mostUnread);
    const messages = await requests.messages(id, most + ownBetween);
    const came = messages.filter(({ fromMe }) => !fromMe);
    const noted = new Set<string>();
    for (const { id: key } of came) if (await isKnown(key._serialized)) noted.add(key._serialized);
    const unreadOnes = most > 0 ? came.slice(-most) : [];
    for (const message of unansweredOf(messages, noted))
      if (age(message) < (unreadOnes.includes(message) ? oldest : recent)) take(message);
  }
  async function lookOnce(): Promise<void> {
    const chats = (await requests.chats()).filter((chat) => isOfPeople(chat) && mayWait(chat));
    for (const { id } of chats) if (!waitedFor.has(id)) waitedFor.set(id, Promise.withResolvers());
    endListing();
    for (const chat of chats) {
      try {
        await lookInto(chat);
      } catch (error) {
        if (error instanceof SessionLostError) throw error;
        onTrouble('whatsapp-history-unreadable'); // the error may name a number
      }
      waitedFor.get(chat.id)?.resolve();
      waitedFor.delete(chat.id);
    }
  }
  function endListing(): void {
    listing?.resolve();
    listing = null;
  }
  function endWaiting(): void {
    endListing();
    for (const { resolve } of waitedFor.values()) resolve();
    waitedFor.clear();
  }
  return {
    look() {
      again = true;
      listing ??= Promise.withResolvers();
      looking ??= (async () => {
        while (again) {
          again = false;
          try {
            await lookOnce();
          } catch (error) {
            // when the session is back, it is looked for anew
            if (error instanceof SessionLostError) continue;
            onTrouble('whatsapp-history-unreadable'); // the error may name a number
          }
          endWaiting();
        }
        looking = null;
      })();
      return looking;
    },
    async whenLookedInto(chat) {
      await listing?.promise;
      await waitedFor.get(chat)?.promise;
    },
  };
}
