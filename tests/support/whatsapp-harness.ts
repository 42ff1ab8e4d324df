import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createAssistant } from '../../src/assistant/assistant.ts';
import type { Answer, Channel, Pause } from '../../src/channels/channel.ts';
import { pause as realPause } from '../../src/channels/pause.ts';
import { profileOf } from '../../src/channels/whatsapp/browser.ts';
import { browserProcesses } from '../../src/channels/whatsapp/processes.ts';
import { createSession } from '../../src/channels/whatsapp/session.ts';
import { createWhatsappChannel, type WhatsappSettings } from '../../src/channels/whatsapp/whatsapp.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import type { State } from '../../src/storage/state.ts';
import { parts } from './assistant.ts';
import { pictureReader } from './picture-reader.ts';
import { WhatsappWeb, type Sent } from './whatsapp/whatsapp-web.ts';

/** Pauses that last until the test ends them, in milliseconds. */
export const held = { rowWindow: 700, rowLasts: 10_000, receipt: 3000 };
/** Pauses that are real: before the sign of writing and while it lasts. */
const longestReal = 400;

/** Time that a test moves: the window of a row and the like last until it ends them; pauses of the pace are noted and end at once. */
function createTestTime() {
  const open: { milliseconds: number; end: () => void }[] = [];
  const paced: number[] = [];
  const opened = new Map<number, number>();
  let look = () => undefined as unknown;
  let passed = 0;
  const pause: Pause = async (milliseconds, signal) => {
    if (milliseconds <= longestReal) return setTimeout(milliseconds, undefined, signal ? { signal } : {});
    if (!Object.values(held).includes(milliseconds)) {
      paced.push(milliseconds);
      signal?.throwIfAborted();
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const one = { milliseconds, end: resolve };
      open.push(one);
      opened.set(milliseconds, (opened.get(milliseconds) ?? 0) + 1);
      signal?.addEventListener('abort', () => {
        if (open.includes(one)) open.splice(open.indexOf(one), 1);
        reject(new Error('aborted'));
      }, { once: true }); // prettier-ignore
      look();
    });
  };
  return {
    pause,
    /** Pauses of the pace, in milliseconds. */
    paced,
    /** The real time, and what the test lets pass. */
    now: () => new Date(Date.now() + passed),
    pass(milliseconds: number) {
      passed += milliseconds;
    },
    /** How many pauses of a kind were begun so far. */
    begun: (milliseconds: number) => opened.get(milliseconds) ?? 0,
    end(milliseconds: number) {
      for (const one of open.filter((each) => each.milliseconds === milliseconds)) {
        open.splice(open.indexOf(one), 1);
        one.end();
      }
    },
    onOpen(callback: () => unknown) {
      look = callback;
    },
  };
}

export type HarnessOptions = {
  readonly settings?: Partial<WhatsappSettings>;
  readonly state?: State;
  /** Wraps the assistant's answer. */
  readonly around?: (answer: Answer) => Answer;
};

/** The real channel with the real assistant, the real library and a real browser, against the stand-in of WhatsApp. */
export class WhatsappHarness {
  readonly web: WhatsappWeb;
  channel: Channel;
  readonly state: State;
  readonly time = createTestTime();
  /** Codes of trouble that an operator is told. */
  readonly troubles: string[] = [];
  readonly #create: () => Channel;
  readonly #ended = new Map<number, number>();
  readonly #directory: string;
  readonly #ownsWeb: boolean;

  private constructor(
    web: WhatsappWeb,
    ownsWeb: boolean,
    directory: string,
    chromiumPath: string,
    options: HarnessOptions,
  ) {
    this.web = web;
    this.#ownsWeb = ownsWeb;
    this.#directory = directory;
    this.state = options.state ?? createMemoryState();
    const around = options.around ?? ((answer: Answer): Answer => answer);
    const assistant = createAssistant(parts.brain, parts.translate, {
      store: this.state.conversations,
      pictures: pictureReader,
      now: this.time.now,
      onError: (error) => {
        this.troubles.push(`assistant: ${String(error)}`);
      },
    });
    this.time.onOpen(() => {
      web.look();
    });
    this.#create = () =>
      createWhatsappChannel(
        {
          chromiumPath,
          chromiumArguments: web.chromiumArguments,
          directory,
          pairingNumber: null,
          messagesPerMinute: 0,
          sendsPerMinute: 0,
          ...options.settings,
        },
        {
          answer: around((message) => assistant.answer(message)),
          conversationOf: (id) => `whatsapp ${id}`,
          processed: this.state.processed,
          translate: parts.translate,
          pause: this.time.pause,
          now: this.time.now,
          clock: () => performance.now(),
          random: () => 0.5,
          show: () => undefined,
          onTrouble: (code, error) => {
            this.troubles.push(code);
            if (error !== undefined) this.errors.push(error);
            web.look();
          },
        },
        (settings, events, dependencies) =>
          createSession(
            settings,
            {
              ...events,
              onReady() {
                events.onReady();
                web.look();
              },
            },
            { ...dependencies, pause: realPause },
          ),
      );
    this.channel = this.#create();
  }
  readonly errors: unknown[] = [];

  /** A channel that is logged in and ready. */
  static async ready(options: HarnessOptions = {}, web?: WhatsappWeb): Promise<WhatsappHarness> {
    const world = web ?? (await new WhatsappWeb().start());
    const directory = await mkdtemp(join(tmpdir(), 'vigie-'));
    const harness = new WhatsappHarness(world, !web, directory, await world.chromiumPath(), options);
    await harness.begin();
    return harness;
  }
  async begin(): Promise<void> {
    await this.channel.start();
    this.web.scan();
    await this.isUp();
  }
  /** Stops, lets happen what happens meanwhile, and starts again with the same login and memory. */
  async restart(meanwhile: () => unknown = () => undefined): Promise<void> {
    await this.channel.stop();
    await meanwhile();
    this.channel = this.#create();
    await this.channel.start();
    await this.isUp();
  }
  killBrowser(): void {
    for (const { pid } of browserProcesses(profileOf(this.#directory), null)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it went with its parent
      }
    }
  }
  isUp(): Promise<boolean> {
    return this.web.until(() => this.channel.health().up, 'service');
  }

  /** What was sent to a chat, reactions apart. */
  to(chat: string): Sent[] {
    return this.web.sent.filter(({ to, reaction }) => to === chat && !reaction);
  }
  /** So many messages in a chat. */
  answers(count: number, chat = '33600000001@c.us'): Promise<Sent[]> {
    return this.web.until(
      () => this.to(chat).length >= count && this.to(chat),
      `${count} messages to ${chat}`,
    );
  }
  /** Until so many more messages of a row, or other pauses of a kind, were waited after; then no longer. */
  async endPauses(milliseconds: number, count = 1): Promise<void> {
    const before = this.#ended.get(milliseconds) ?? 0;
    await this.web.until(
      () => this.time.begun(milliseconds) >= before + count,
      `${count} pauses of ${milliseconds} ms`,
    );
    this.#ended.set(milliseconds, this.time.begun(milliseconds));
    this.time.end(milliseconds);
  }
  endRow(messages = 1): Promise<void> {
    return this.endPauses(held.rowWindow, messages);
  }
  async end(): Promise<void> {
    await this.channel.stop();
    if (this.#ownsWeb) await this.web.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
