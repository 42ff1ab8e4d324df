import type { Channel } from '../channel.ts';
import { createIntake, type IntakeDependencies } from './intake.ts';
import { createMissed } from './missed.ts';
import { createRequests } from './requests.ts';
import { createSession, type SessionSettings } from './session.ts';

export type WhatsappSettings = SessionSettings & {
  /** Messages of a chat that are answered a minute; 0: all. */
  readonly messagesPerMinute: number;
  /** Messages that are sent a minute in all chats together; 0: as fast as it goes. */
  readonly sendsPerMinute: number;
};
export type WhatsappDependencies = IntakeDependencies & {
  /** Shows the operator what the login needs. */
  readonly show: (lines: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
};

/** What is in hand when the channel stops gets so long, in milliseconds. */
const graceTime = 9000;

/** The assistant on a WhatsApp number. */
export function createWhatsappChannel(
  settings: WhatsappSettings,
  dependencies: WhatsappDependencies,
  beginSession = createSession,
): Channel {
  const { pause, now, clock, onTrouble, show } = dependencies;
  const aborted = new AbortController();
  let isStopping = false;

  const session = beginSession(
    settings,
    {
      onMessage(message) {
        if (!isStopping) void intake.take(message);
      },
      onEdit(message) {
        if (!isStopping) void intake.edit(message);
      },
      onDelete(message) {
        void intake.remove(message);
      },
      onReady() {
        intake.learnOwnIds();
        void missed.look();
      },
    },
    { pause, now: clock, onTrouble, show },
  );
  const requests = createRequests(session);
  const { messagesPerMinute, sendsPerMinute } = settings;
  const intake = createIntake(
    {
      session,
      requests,
      whenLookedInto: (chat) => missed.whenLookedInto(chat),
      messagesPerMinute,
      sendsPerMinute,
      signal: aborted.signal,
    },
    dependencies,
  );
  const missed = createMissed({
    requests,
    isKnown: (id) => intake.isKnown(id),
    take(message) {
      if (!isStopping) void intake.take(message, { missed: true });
    },
    now,
    onTrouble,
  });
  session.recycleWhen(() => intake.isIdle());

  return {
    name: 'whatsapp',
    ended: session.ended,
    health: () => session.health(),
    browser() {
      const { restarts, browserMemoryBytes } = session.figures();
      return { restarts, memoryBytes: browserMemoryBytes };
    },
    start: () => session.start(),
    async send(address, reply) {
      // a number typed afterwards still chooses from the last answer, so these choices are left to words
      const withoutChoices = { ...reply, buttons: [] };
      return (await intake.sending.deliver({ chat: address }, withoutChoices)) ? 'sent' : 'failed';
    },
    async stop({ atOnce } = { atOnce: false }) {
      isStopping = true;
      const over = new AbortController();
      // without a session nothing in hand can be answered: the next start finds it unread
      if (session.health().up && !atOnce)
        await Promise.race([intake.settled(), pause(graceTime, over.signal).catch(() => undefined)]);
      over.abort();
      aborted.abort();
      await session.stop();
    },
  };
}
