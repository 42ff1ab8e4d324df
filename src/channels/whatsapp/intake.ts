import type { Message } from 'whatsapp-web.js';
import type { Translate } from '../../rendering/translator.ts';
import type { ProcessedMessages } from '../../storage/processed-messages.ts';
import { phrase } from '../../core/reply.ts';
import type { RateLimits } from '../../storage/coordination.ts';
import type { Answer, Pause, Taken } from '../channel.ts';
import { createLanes, type Deliver } from '../lanes.ts';
import { createRateLimit } from '../../storage/rate-limit.ts';
import { isAway } from '../../storage/storage-error.ts';
import { createAutomata } from './automata.ts';
import { createChatMemories } from './chat-memory.ts';
import { contentOf } from './incoming.ts';
import { awaitsMore, belongs, weightOf, type Item, type MessageItem } from './items.ts';
import { createPace } from './pace.ts';
import { createPeople } from './people.ts';
import { deletedId, receivedOf, type Received } from './received.ts';
import type { Requests } from './requests.ts';
import { createResponder, fingerprint } from './responder.ts';
import { createSending, type Sending } from './sending.ts';
import { SessionLostError, type WhatsappSession } from './session.ts';

export type IntakeDependencies = {
  readonly answer: Answer;
  /** The pseudonym of a person or a group. */
  readonly conversationOf: (id: string) => string;
  readonly processed: ProcessedMessages;
  readonly translate: Translate;
  readonly pause: Pause;
  readonly now: () => Date;
  readonly onTaken?: Taken;
  readonly rateLimits?: RateLimits;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Told the code of what went wrong, and the error when it is a fault of ours; never a text or an id. */
  readonly onTrouble: (code: string, error?: unknown) => void;
};
export type IntakeOptions = {
  readonly session: Pick<WhatsappSession, 'untilReady'>;
  readonly requests: Requests;
  /** Fulfilled when what a chat missed was taken: what comes now comes after it. */
  readonly whenLookedInto: (chat: string) => Promise<void>;
  /** Messages of a chat that are answered a minute; 0: all, of machines too. */
  readonly messagesPerMinute: number;
  /** Messages that are sent a minute in all chats; 0: as fast as it goes. */
  readonly sendsPerMinute: number;
  /** Aborted when what is in hand is to be left for the next start. */
  readonly signal: AbortSignal;
};

export type Intake = {
  /** The one way of a message, however it came. Never rejects. */
  take(message: Message, how?: { readonly missed: boolean }): Promise<void>;
  edit(message: Message): Promise<void>;
  /** Leaves unanswered what is not answered yet. */
  remove(message: Message): Promise<void>;
  /** Asks for our own ids, by which a group calls us. */
  learnOwnIds(): void;
  /** Whether the message is in hand or was dealt with. */
  isKnown(id: string): Promise<boolean>;
  isIdle(): boolean;
  /** Fulfilled when nothing is in hand any more. */
  settled(): Promise<void>;
  readonly sending: Sending;
};

const channelName = 'whatsapp';
/** Chats answered at the same time. */
const chatsAtOnce = 256;
/** How long the next of a row of forwarded messages is waited for, in milliseconds. */
const rowWindow = 700;

/** What happens to a message between its coming and its answer. */
export function createIntake(
  { session, requests, whenLookedInto, messagesPerMinute, sendsPerMinute, signal }: IntakeOptions,
  {
    answer,
    conversationOf,
    processed,
    translate,
    pause,
    now,
    onTaken,
    rateLimits,
    random,
    onTrouble,
  }: IntakeDependencies,
): Intake {
  const milliseconds = () => now().getTime();
  const memories = createChatMemories();
  const personOf = createPeople(requests);
  const automata = createAutomata(milliseconds);
  const paceOf =
    rateLimits?.limit(channelName, messagesPerMinute) ?? createRateLimit(messagesPerMinute, milliseconds);
  const inHand = new Map<string, MessageItem>();
  /** Keys of messages that wait until their chat is looked into. */
  const arriving = new Set<string>();
  const work = new Set<Promise<void>>();
  let own: Promise<ReadonlySet<string>> = Promise.resolve(new Set());

  const sending = createSending({
    session,
    requests,
    pace: createPace({ perMinute: sendsPerMinute, pause, now: milliseconds, random }),
    memories,
    choosing: () => translate(phrase('whatsapp.choosing')),
    pause,
    signal,
    onTrouble,
  });
  const responder = createResponder({
    answer,
    sending,
    requests,
    memories,
    translate,
    pause,
    signal,
    onceReady,
    conversationOf: async (chat) => conversationOf(await onceReady(() => personOf(chat))),
    isLast: (chat, inWork) => [...inHand.values()].filter((item) => item.chat === chat).length <= inWork,
    onAnswered: (chat) => {
      automata.answered(chat);
    },
  });

  /** Tries again whenever the session is there again. */
  async function onceReady<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof SessionLostError)) throw error;
        await session.untilReady();
      }
    }
  }

  /** Answers what was not answered before, and notes it once delivered. A message that fails does so alone. */
  async function handle(group: readonly Item[]): Promise<Deliver> {
    const messages = group.filter((item) => item.kind === 'message');
    for (const { held } of messages) if (held.state === 'waiting') held.state = 'in-work';
    let deliver: Deliver | undefined;
    try {
      deliver = await responder.respond(group);
    } catch (error) {
      giveUp(error);
    }
    return async () => {
      await deliver?.().catch(giveUp);
      for (const { key } of messages) await processed.remember(channelName, key, now());
    };
  }
  /** Throws on what is to be tried again after the next start; anything else is told and left. */
  function giveUp(error: unknown): void {
    if (signal.aborted || error instanceof SessionLostError || isAway(error)) throw error;
    onTrouble('whatsapp-unexpected', error);
  }
  const lanes = createLanes<Item>({
    onTaken,
    wide: chatsAtOnce,
    awaitsMore,
    belongs,
    window: rowWindow,
    pause,
    handle,
  });

  /** What is too much, or a machine's, is passed over at once, so that it waits before nobody's message. */
  async function submit(item: MessageItem): Promise<void> {
    if (inHand.has(item.key)) return;
    inHand.set(item.key, item);
    try {
      if (await processed.has(channelName, item.key)) return;
      const { content } = item.held;
      const isMachine =
        messagesPerMinute > 0 && content.kind === 'text' && automata.isOne(item.chat, content.text);
      const pace = isMachine ? 'pass-over' : await paceOf(item.chat, weightOf(item));
      if (pace === 'answer') {
        await lanes.submit(item.chat, item);
        return;
      }
      if (pace === 'notice') await lanes.submit(item.chat, { kind: 'too-fast', chat: item.chat });
      await processed.remember(channelName, item.key, now());
    } finally {
      inHand.delete(item.key);
    }
  }
  function tracked(task: () => Promise<void>): Promise<void> {
    const running = task()
      .catch((error: unknown) => {
        // left for the next start
        if (!signal.aborted && !(error instanceof SessionLostError)) onTrouble('whatsapp-unexpected', error);
      })
      .finally(() => work.delete(running));
    work.add(running);
    return running;
  }

  async function itemOf(message: Received, edited: boolean, missed: boolean): Promise<MessageItem | null> {
    const content = contentOf(message, await own);
    if (!content || (edited && content.kind !== 'text' && content.caption === null)) return null;
    const held = { message, content, state: 'waiting' as const };
    const key = edited ? `${message.id} ${fingerprint(content)}` : message.id;
    return { kind: 'message', chat: message.chat, key, edited, missed, held };
  }

  return {
    sending,
    take: (message, { missed } = { missed: false }) =>
      tracked(async () => {
        const received = receivedOf(message);
        if (!received) return;
        const { id, chat } = received;
        // found in its place among what was missed, it is as if it had come by itself
        const hasCome = missed && arriving.has(id);
        if (!missed) {
          arriving.add(id);
          await whenLookedInto(chat);
          arriving.delete(id);
        }
        const item = await itemOf(received, false, missed && !hasCome);
        if (item) await submit(item);
      }),
    edit: (message) =>
      tracked(async () => {
        const received = receivedOf(message);
        if (received) await whenLookedInto(received.chat);
        const item = received && (await itemOf(received, true, false));
        if (!item) return;
        const waiting = inHand.get(item.held.message.id);
        if (waiting?.held.state === 'waiting')
          Object.assign(waiting.held, { message: received, content: item.held.content });
        else await submit(item);
      }),
    remove: (message) =>
      tracked(async () => {
        const id = deletedId(message);
        const chat = message.from;
        await whenLookedInto(chat);
        for (const { held } of inHand.values())
          if (held.message.id === id && held.state === 'waiting') held.state = 'deleted';
        const memory = memories.of(chat);
        if (memory.row?.keys.includes(id)) memory.row = undefined;
      }),
    learnOwnIds() {
      const before = own;
      own = requests.ownIds().then(
        (ids) => new Set(ids),
        () => before, // asked again when the session is back
      );
    },
    isKnown: async (id) => inHand.has(id) || processed.has(channelName, id),
    isIdle: () => work.size === 0,
    async settled() {
      while (work.size > 0) await Promise.allSettled(work);
    },
  };
}
