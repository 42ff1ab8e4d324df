import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { percentile } from '../src/evaluation/timing.ts';
import { WhatsappProcess } from '../tests/support/whatsapp-process.ts';
import { allFaults, soak } from '../tests/support/whatsapp-soak.ts';

export type WhatsappBenchRow = {
  readonly what: string;
  readonly chats: number;
  readonly messages: number;
  /** As fast as it goes. */
  readonly perSecond: number | null;
  /** Of the bare echo bot in the same rounds. */
  readonly shareOfEcho: number | null;
  /** At a steady pace. */
  readonly p50Milliseconds: number | null;
  readonly p99Milliseconds: number | null;
  readonly nodeMebibytes: number;
  readonly chromiumMebibytes: number;
};

const rounds = 5;
const messagesOfRound = 300;
/** Messages a second while latency is measured, and how many. */
const pacePerSecond = 20;
const pacedMessages = 300;
const patience = 120_000;
const echoFile = 'bench/whatsapp-echo.ts';
const mebibyte = 2 ** 20;
const texts = readFileSync(join(import.meta.dirname, '../tests/fixtures/heldout/questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text);

/** A bot in a process of its own on a stand-in of its own; answers are counted in the order of each chat. */
class Contender {
  readonly name: string;
  readonly latencies: number[] = [];
  readonly speeds: number[] = [];
  readonly #bot: WhatsappProcess;
  readonly #waiting = new Map<string, number[]>();
  #open = 0;
  #read = 0;

  private constructor(name: string, bot: WhatsappProcess) {
    this.name = name;
    this.#bot = bot;
  }
  static async start(name: string, file: string): Promise<Contender> {
    const bot = await WhatsappProcess.linked(file);
    if (file === echoFile) await bot.web.until(() => bot.web.sent.length > 0, 'the echo bot', patience);
    return new Contender(name, bot);
  }
  say(chat: number, text: string): void {
    const id = `336000${10_000 + chat}@c.us`;
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.set(id, waiting);
    waiting.push(performance.now());
    this.#open++;
    this.#bot.web.person(id).say(text);
  }
  async answered(): Promise<void> {
    const { web } = this.#bot;
    await web.until(
      () => {
        for (; this.#read < web.sent.length; this.#read++) this.#take(web.sent[this.#read]);
        return this.#open === 0;
      },
      `the answers of ${this.name}`,
      patience,
    );
  }
  /** A file goes with the text just counted. */
  #take(sent: { readonly to: string; readonly type: string } | undefined): void {
    const at = sent?.type === 'chat' ? this.#waiting.get(sent.to)?.shift() : undefined;
    if (at === undefined) return;
    this.latencies.push(performance.now() - at);
    this.#open--;
  }
  async memory(): Promise<{ nodeMebibytes: number; chromiumMebibytes: number }> {
    return {
      nodeMebibytes: (await this.#bot.memory()) / mebibyte,
      chromiumMebibytes: (await this.#bot.browserMemory()) / mebibyte,
    };
  }
  end(): Promise<void> {
    return this.#bot.end();
  }
}

/** The bots take turns within each round, so that all meet the same noise of the machine. */
async function withContenders<T>(
  run: (bots: readonly Contender[], echo: Contender) => Promise<T>,
): Promise<T> {
  const bots: Contender[] = [];
  try {
    bots.push(await Contender.start('Vigie', 'src/start.js'));
    bots.push(await Contender.start('its channel alone, one fixed answer', 'bench/whatsapp-channel.ts'));
    const echo = await Contender.start('floor: bare whatsapp-web.js echo', echoFile);
    bots.push(echo);
    for (const bot of bots) {
      bot.say(999, 'bonjour'); // the first answer warms up what is loaded late
      await bot.answered();
    }
    return await run(bots, echo);
  } finally {
    for (const bot of bots) await bot.end();
  }
}

export async function run(): Promise<WhatsappBenchRow[]> {
  return [...(await throughput(1)), ...(await throughput(50)), ...(await paced(1)), ...(await paced(50))];
}

function throughput(chats: number): Promise<WhatsappBenchRow[]> {
  return withContenders(async (bots, echo) => {
    for (let round = -1; round < rounds; round++)
      for (const bot of bots) {
        const start = performance.now();
        for (let index = 0; index < messagesOfRound; index++) bot.say(index % chats, textAt(index));
        await bot.answered();
        if (round >= 0) bot.speeds.push((messagesOfRound * 1000) / (performance.now() - start));
      }
    const median = (bot: Contender) => percentile(bot.speeds, 0.5);
    return Promise.all(
      bots.map(async (bot) => ({
        what: `${bot.name}, as fast as it can`,
        chats,
        messages: rounds * messagesOfRound,
        perSecond: median(bot),
        shareOfEcho: median(bot) / median(echo),
        p50Milliseconds: null,
        p99Milliseconds: null,
        ...(await bot.memory()),
      })),
    );
  });
}

function paced(chats: number): Promise<WhatsappBenchRow[]> {
  return withContenders(async (bots) => {
    for (let round = -1; round < rounds; round++)
      for (const bot of bots) {
        if (round === 0) bot.latencies.length = 0;
        const answered = [];
        for (let index = 0; index < pacedMessages / rounds; index++) {
          bot.say(index % chats, textAt(index));
          answered.push(bot.answered());
          await setTimeout(1000 / pacePerSecond);
        }
        await Promise.all(answered);
      }
    return Promise.all(
      bots.map(async (bot) => ({
        what: `${bot.name}, ${pacePerSecond} messages a second`,
        chats,
        messages: pacedMessages,
        perSecond: null,
        shareOfEcho: null,
        p50Milliseconds: percentile(bot.latencies, 0.5),
        p99Milliseconds: percentile(bot.latencies, 0.99),
        ...(await bot.memory()),
      })),
    );
  });
}

function textAt(index: number): string {
  return texts[index % texts.length] ?? '';
}

/** 2,000 messages from 100 chats, and every kind of fault in their midst. */
export async function runSoak(): Promise<object[]> {
  const { faults, node, chromium, ...all } = await soak({
    chats: 100,
    messagesPerFault: 200,
    faults: allFaults,
  });
  return [
    { what: 'all', ...all },
    ...faults.map(({ fault, secondsToService }) => ({ what: fault, secondsToService })),
    { what: 'Node, resident MiB', ...node },
    { what: 'Chromium, PSS MiB', ...chromium },
  ];
}
