import { createAlone } from '../../src/storage/alone.ts';
import { setTimeout } from 'node:timers/promises';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { createDialogue } from '../../src/assistant/answering.ts';
import type { Answer, Channel, Pause } from '../../src/channels/channel.ts';
import { createTelegramChannel, type TelegramSettings } from '../../src/channels/telegram/telegram.ts';
import type { Brain } from '../../src/core/brain.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import type { Coordination } from '../../src/storage/coordination.ts';
import type { State } from '../../src/storage/state.ts';
import { parts } from './assistant.ts';
import { pictureReader } from './picture-reader.ts';
import { Person } from './telegram-people.ts';
import { TelegramBotApi } from './telegram-bot-api.ts';

/** How long the next of a row of forwarded messages is waited for, and how long a stop waits for what is in hand. */
export const rowWindow = 700;
export const graceTime = 9_000;
/** How long after a verdict more of the row is judged with it. */
export const rowLasts = 10_000;
/** Pauses that are real: between two polls, before the sign of writing and while it lasts. */
const longestPolling = 400;
const typingSign = 4500;

/**
 * Time that a test moves: the window of a row and the grace time last until the test ends them, pauses between
 * tries end at once and are noted, short ones between two polls are real.
 */
export function createTestTime() {
  const tries: number[] = [];
  const held: { milliseconds: number; end: () => void }[] = [];
  const watchers = new Set<() => void>();
  let now = Date.parse('2026-11-24T10:00:00Z');
  const pause: Pause = async (milliseconds, signal) => {
    if ([rowWindow, graceTime, rowLasts].includes(milliseconds)) {
      await new Promise<void>((resolve, reject) => {
        const one = { milliseconds, end: resolve };
        held.push(one);
        signal?.addEventListener(
          'abort',
          () => {
            if (held.includes(one)) held.splice(held.indexOf(one), 1);
            reject(new Error('aborted'));
          },
          { once: true },
        );
        for (const look of watchers) look();
      });
      return;
    }
    if (milliseconds <= longestPolling || milliseconds === typingSign)
      return setTimeout(milliseconds, undefined, signal ? { signal } : {});
    tries.push(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  async function endHeld(milliseconds: number): Promise<void> {
    const these = () => held.filter((one) => one.milliseconds === milliseconds);
    while (these().length === 0)
      await new Promise<void>((resolve) => {
        const look = () => {
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
      });
    for (const one of these()) {
      held.splice(held.indexOf(one), 1);
      one.end();
    }
  }
  return {
    pause,
    /** Pauses between two tries of a request, in milliseconds. */
    tries,
    now: () => new Date(now),
    pass(milliseconds: number) {
      now += milliseconds;
    },
    /** Ends the windows that are open, once there is one. */
    endWindows: () => endHeld(rowWindow),
    /** Lets the time go by in which more may come after a verdict. */
    endRows: () => endHeld(rowLasts),
    /** Ends the grace time of a stop. */
    endGrace: () => endHeld(graceTime),
  };
}

export type Harness = {
  readonly api: TelegramBotApi;
  readonly channel: Channel;
  readonly state: State;
  readonly time: ReturnType<typeof createTestTime>;
  /** Codes of trouble that an operator is told. */
  readonly troubles: string[];
  readonly forgotten: string[];
  person(id?: number): Person;
  /** Gives the assistant other facts. */
  use(brain: Brain): void;
  stop(): Promise<void>;
};
export type HarnessOptions = {
  readonly settings?: Partial<TelegramSettings>;
  readonly api?: TelegramBotApi;
  readonly state?: State;
  readonly coordination?: Coordination;
  /** Wraps the assistant's answer. */
  readonly around?: (answer: Answer) => Answer;
  readonly start?: boolean;
};

/** The real channel with the real assistant and the real grammY, against the stand-in of the Bot API. */
export async function startTelegram(options: HarnessOptions = {}): Promise<Harness> {
  const { settings = {}, state = createMemoryState(), start = true } = options;
  const around = options.around ?? ((answer: Answer): Answer => answer);
  const api = options.api ?? (await new TelegramBotApi().start());
  const time = createTestTime();
  const troubles: string[] = [];
  const forgotten: string[] = [];
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: state.conversations,
    pictures: pictureReader,
    subscriptions: state.subscriptions,
    now: time.now,
    onError: (error) => {
      troubles.push(`assistant: ${String(error)}`);
    },
  });
  const channel = createTelegramChannel(
    {
      token: api.token,
      apiRoot: api.apiRoot,
      webhook: null,
      messagesPerMinute: 30,
      sendsAtOnce: 8,
      ...settings,
    },
    {
      answer: around((message) => assistant.answer(message)),
      glance: (content) => createDialogue(parts.brain, parts.translate).answer(content),
      conversationOf: (chat) => `telegram ${chat}`,
      forget: async (conversation) => {
        forgotten.push(conversation);
        await state.conversations.forget(conversation);
      },
      coordination: options.coordination ?? createAlone(() => time.now().getTime()),
      processed: state.processed,
      commands: parts.words.dialogue.commands,
      translate: parts.translate,
      pause: time.pause,
      now: time.now,
      onTrouble: (code) => {
        troubles.push(code);
      },
    },
  );
  if (start) await channel.start();
  return {
    api,
    channel,
    state,
    time,
    troubles,
    forgotten,
    person: (id = 7) => new Person(api, id),
    use: (brain) => {
      assistant.use(brain);
    },
    async stop() {
      await channel.stop();
      await api.stop();
    },
  };
}
