import type { Message } from 'whatsapp-web.js';
import type { ChatState, Requests } from './requests.ts';
import { SessionLostError } from './session.ts';

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
};

/** What is older is not answered any more: its question has passed. Seconds. */
const oldest = 86_400;
/** A message that was read but not answered is looked for so long: we may have been killed between the two. Seconds. */
const recent = 600;
const mostUnread = 50;
/** Our own messages stand between those of others. */
const ownBetween = 20;

/**
 * Finds the messages that came while the session was down: those unread and younger than a day in chats of people and of
 * groups. Chats that the operator has both archived and muted are left alone.
 */
export function createMissed({ requests, isKnown, take, now, onTrouble }: MissedOptions): Missed {
  let looking: Promise<void> | null = null;
  let again = false;

  const age = ({ timestamp }: Message) => now().getTime() / 1000 - timestamp;
  const isOfPeople = ({ id, isPutAway }: ChatState) => /@(?:c\.us|lid|g\.us)$/.test(id) && !isPutAway;

  async function unanswered({ unread, last }: ChatState): Promise<boolean> {
    if (unread > 0) return true;
    return last !== undefined && !last.fromMe && age(last) < recent && !(await isKnown(last.id._serialized));
  }
  async function lookInto({ id, unread }: ChatState): Promise<void> {
    const most = Math.min(Math.max(unread, 1), mostUnread);
    const messages = await requests.messages(id, most + ownBetween);
    const lastOwn = messages.findLastIndex(({ fromMe }) => fromMe);
    const came = (unread > 0 ? messages : messages.slice(lastOwn + 1)).filter(({ fromMe }) => !fromMe);
    for (const message of came.slice(-most))
      if (age(message) < oldest && !(await isKnown(message.id._serialized))) take(message);
  }
  async function lookOnce(): Promise<void> {
    try {
      for (const chat of (await requests.chats()).filter(isOfPeople)) {
        try {
          if (await unanswered(chat)) await lookInto(chat);
        } catch (error) {
          if (error instanceof SessionLostError) throw error;
          onTrouble('whatsapp-history-unreadable'); // the error may name a number
        }
      }
    } catch (error) {
      // when the session is back, it is looked for anew
      if (!(error instanceof SessionLostError)) onTrouble('whatsapp-history-unreadable');
    }
  }
  return {
    look() {
      again = true;
      looking ??= (async () => {
        while (again) {
          again = false;
          await lookOnce();
        }
        looking = null;
      })();
      return looking;
    },
  };
}
