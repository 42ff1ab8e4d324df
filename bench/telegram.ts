import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { percentile } from '../src/evaluation/timing.ts';
import { TelegramBotApi } from '../tests/support/telegram-bot-api.ts';
import { killAgainAndAgain, type KillReport } from '../tests/support/telegram-kills.ts';
import { Person } from '../tests/support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../tests/support/telegram-process.ts';

export type TelegramBenchRow = {
  readonly what: string;
  readonly chats: number;
  /** Between asking Telegram and its answer. */
  readonly roundTripMilliseconds: number;
  readonly messages: number;
  readonly perSecond: number | null;
  /** Of the bare echo bot in the same rounds. */
  readonly shareOfEcho: number | null;
  readonly p50Milliseconds: number | null;
  readonly p99Milliseconds: number | null;
  readonly memoryMebibytes: number;
};

const rounds = 3;
/** By loopback alone, which shows what a message costs; and as over a network, where a bot that waits loses time. */
const roundTrips = [
  { milliseconds: 0, messagesOfRound: 1500, warmUp: 500 },
  { milliseconds: 25, messagesOfRound: 300, warmUp: 300 },
];
type RoundTrip = (typeof roundTrips)[number];
const warmUp = 500;
/** Messages a second while latency is measured, and how many. */
const pacePerSecond = 100;
const pacedMessages = 1000;
const floodMessages = 1000;
/** Chats from here on flood. */
const firstFlooder = 1_000_000;
const echoFile = 'bench/telegram-echo.ts';
const texts = readFileSync(join(import.meta.dirname, '../tests/fixtures/heldout/questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text);

/** A bot in a process of its own on a stand-in of its own; answers are counted in the order of each chat. */
class Contender {
  readonly api = new TelegramBotApi();
  readonly file: string;
  readonly latencies: number[] = [];
  readonly #waiting = new Map<number, number[]>();
  #open = 0;
  #done: () => void = () => undefined;
  #process: Running | undefined;
  #state = '';
  constructor(file: string) {
    this.file = file;
  }
  async start(messagesPerMinute: number, roundTripMilliseconds = 0): Promise<this> {
    await this.api.start();
    this.api.roundTripMilliseconds = roundTripMilliseconds;
    this.api.keepsCalls = false;
    this.#state = await mkdtemp(join(tmpdir(), 'vigie-bench-'));
    this.api.onShown = ({ chat, document }) => {
      if (document) return; // goes with the answer just counted
      const sent = this.#waiting.get(chat)?.shift();
      if (sent === undefined) return;
      if (chat < firstFlooder) this.latencies.push(performance.now() - sent);
      if (--this.#open === 0) this.#done();
    };
    this.#process = startProcess(this.file, {
      TELEGRAM_BOT_TOKEN: this.api.token,
      TELEGRAM_API_ROOT: this.api.apiRoot,
      STATE_DIR: this.#state,
      PORT: String(await freePort()),
      CHAT_MESSAGES_PER_MINUTE: String(messagesPerMinute),
    });
    return this;
  }
  say(chat: number, text: string): void {
    const waiting = this.#waiting.get(chat) ?? [];
    this.#waiting.set(chat, waiting);
    waiting.push(performance.now());
    this.#open++;
    new Person(this.api, chat).say(text);
  }
  /** Writes without expecting an answer to each. */
  flood(chat: number, count: number): void {
    const person = new Person(this.api, chat);
    for (let index = 0; index < count; index++) person.say(textAt(index));
  }
  answered(): Promise<void> {
    return this.#open === 0
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          const late = globalThis.setTimeout(() => {
            reject(new Error(`${this.file}: ${this.#open} messages are unanswered`));
          }, 120_000);
          this.#done = () => {
            clearTimeout(late);
            resolve();
          };
        });
  }
  memory(): number {
    const status = readFileSync(`/proc/${this.#process?.process.pid ?? 'self'}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }
  async stop(): Promise<void> {
    this.#process?.process.kill('SIGKILL');
    await this.#process?.ended;
    await this.api.stop();
    await rm(this.#state, { recursive: true, force: true });
  }
}

function textAt(index: number): string {
  return texts[index % texts.length] ?? '';
}

/**
 * Messages a second through grammY and the stand-in, latency at a steady pace, and what one flooding chat costs the
 * others. The bots take turns within each round, so that both meet the same noise of the machine.
 */
export async function run(): Promise<TelegramBenchRow[]> {
  const rows: TelegramBenchRow[] = [];
  for (const roundTrip of roundTrips)
    for (const chats of [1, 50, 1000]) rows.push(...(await throughput(chats, roundTrip)));
  rows.push(...(await paced('Vigie', 'src/start.js')), ...(await paced('floor: bare grammY echo', echoFile)));
  return rows;
}

async function throughput(chats: number, roundTrip: RoundTrip): Promise<TelegramBenchRow[]> {
  const { milliseconds, messagesOfRound } = roundTrip;
  const vigie = await new Contender('src/start.js').start(0, milliseconds);
  const echo = await new Contender(echoFile).start(0, milliseconds);
  const channel = await new Contender('bench/telegram-channel.ts').start(0, milliseconds);
  const speeds = new Map<Contender, number[]>([
    [vigie, []],
    [channel, []],
    [echo, []],
  ]);
  try {
    for (let round = -1; round < rounds; round++)
      for (const [bot, speed] of speeds) {
        const count = round < 0 ? roundTrip.warmUp : messagesOfRound;
        const start = performance.now();
        for (let index = 0; index < count; index++) bot.say((index % chats) + 1, textAt(index));
        await bot.answered();
        if (round >= 0) speed.push((count * 1000) / (performance.now() - start));
      }
    const row = (what: string, bot: Contender): TelegramBenchRow => ({
      what,
      chats,
      roundTripMilliseconds: milliseconds,
      messages: rounds * messagesOfRound,
      perSecond: percentile(speeds.get(bot) ?? [], 0.5),
      shareOfEcho: percentile(speeds.get(bot) ?? [], 0.5) / percentile(speeds.get(echo) ?? [], 0.5),
      p50Milliseconds: null,
      p99Milliseconds: null,
      memoryMebibytes: bot.memory(),
    });
    return [
      row('Vigie, as fast as it can', vigie),
      row('its channel alone, one fixed answer', channel),
      row('floor: bare grammY echo', echo),
    ];
  } finally {
    await vigie.stop();
    await channel.stop();
    await echo.stop();
  }
}

/** Steady messages, and the same while one chat floods, in turns; the median of the rounds. */
async function paced(name: string, file: string): Promise<TelegramBenchRow[]> {
  const chats = 250; // each well below the limit of a chat
  const bot = await new Contender(file).start(30);
  const measured = [
    { what: 'at a steady pace', flood: 0, p50: [] as number[], p99: [] as number[] },
    { what: 'while one chat floods', flood: floodMessages, p50: [] as number[], p99: [] as number[] },
  ];
  try {
    for (let index = 0; index < warmUp; index++) bot.say((index % chats) + 1, textAt(index));
    await bot.answered();
    for (let round = 0; round < rounds; round++)
      for (const { flood, p50, p99 } of measured) {
        bot.latencies.length = 0;
        for (let index = 0; index < pacedMessages; index++) {
          if (index === pacedMessages / 4) bot.flood(firstFlooder + round, flood);
          bot.say((index % chats) + 1, textAt(index));
          await setTimeout(1000 / pacePerSecond);
        }
        await bot.answered();
        p50.push(percentile(bot.latencies, 0.5));
        p99.push(percentile(bot.latencies, 0.99));
      }
    return measured.map(({ what, p50, p99 }) => ({
      what: `${name}, ${what}`,
      chats,
      roundTripMilliseconds: 0,
      messages: rounds * pacedMessages,
      perSecond: null,
      shareOfEcho: null,
      p50Milliseconds: percentile(p50, 0.5),
      p99Milliseconds: percentile(p99, 0.5),
      memoryMebibytes: bot.memory(),
    }));
  } finally {
    await bot.stop();
  }
}

/** 200 kills by polling and 200 by webhook, in a stream of messages from 50 chats. */
export async function runKills(): Promise<KillReport[]> {
  const kills = 200;
  return [
    await killAgainAndAgain({ mode: 'polling', kills, chats: 50, seed: 1 }),
    await killAgainAndAgain({ mode: 'webhook', kills, chats: 50, seed: 2 }),
  ];
}
