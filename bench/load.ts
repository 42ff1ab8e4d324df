import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { percentile } from '../src/evaluation/timing.ts';
import { TestPostgres } from '../tests/support/postgres.ts';
import { LoadBot } from './load-bot.ts';

/** Updates in flight at the same time, as many as Telegram allows a webhook. */
const inFlight = 100;
const warmUpSeconds = 3;
const measuredSeconds = 8;
const rounds = 2;
/** Chats that write in turns. */
const chats = 5_000;
/** So many times what it can answer comes, for so long. */
const burstFactor = 10;
const burstSeconds = 2;
/** Deliveries that come at the same time in the burst: ten times what Telegram does. */
const burstInFlight = 1_000;
/** After the burst, a message answered so quickly shows that all is as before, in milliseconds. */
const recovered = 100;
const longestDrain = 90_000;

const texts = readFileSync(join(import.meta.dirname, '../tests/fixtures/heldout/questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text);
let updates = 0;

function update(chat: number): object {
  const id = ++updates;
  const person = { id: chat, is_bot: false, first_name: 'Camille' };
  const message = { message_id: id, date: 0, from: person, chat: { id: chat, type: 'private' } };
  return { update_id: id, message: { ...message, text: texts[id % texts.length] } };
}

export type LoadRow = {
  readonly what: string;
  readonly store: string;
  readonly workers: number;
  readonly perSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Of the bots' processors, whatever else the machine does. */
  readonly processorMillisecondsEach: number;
  readonly memoryMebibytes: number;
};
export type BurstRow = {
  readonly what: string;
  readonly store: string;
  readonly workers: number;
  readonly messages: number;
  readonly perSecondSent: number;
  /** Told to come again, answered at last, and never answered. */
  readonly toldToComeAgain: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly brokenConnections: number;
  readonly drainedAfterSeconds: number;
  /** From the last answer on until a new message is answered as quickly as before. */
  readonly recoveredAfterSeconds: number;
  readonly memoryMebibytes: number;
  readonly crashed: boolean;
};

type Contender = {
  readonly what: string;
  readonly file: string;
  readonly store: string;
  readonly workers: number;
};

/** Keeps so many updates in flight for some seconds, each chat with one at a time. */
async function pressed(bot: LoadBot, seconds: number): Promise<{ latencies: number[]; seconds: number }> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < end) {
        const chat = (next++ % chats) + 1;
        const sent = performance.now();
        const { status } = await bot.deliver(update(chat));
        if (status !== 200) throw new Error(`a message was answered with ${status}`);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  return { latencies, seconds: (performance.now() - start) / 1000 };
}

/**
 * Messages a second and latency of one and two workers beside a bare echo bot on the same webhook, in turns, so that all
 * meet the same noise of the machine; then a burst of ten times what can be answered, from a million people at once.
 */
export async function run(): Promise<readonly object[]> {
  const api = new Worker(new URL('load-api.ts', import.meta.url));
  const apiPort = await new Promise<number>((resolve) => api.once('message', resolve));
  const postgres = await TestPostgres.start();
  const start = async ({ file, workers, store }: Contender) =>
    new LoadBot().start(
      file,
      workers,
      apiPort,
      store === 'PostgreSQL' ? { DATABASE_URL: await postgres.database() } : {},
    );
  try {
    return [...(await throughputs(start)), ...(await bursts(start))];
  } finally {
    await postgres.stop();
    await api.terminate();
  }
}

async function throughputs(start: (contender: Contender) => Promise<LoadBot>): Promise<LoadRow[]> {
  const contenders: readonly Contender[] = [
    { what: 'floor: bare grammY echo', file: 'bench/telegram-echo.ts', store: 'none', workers: 1 },
    { what: 'floor: bare grammY echo', file: 'bench/telegram-echo.ts', store: 'none', workers: 2 },
    { what: 'Vigie', file: 'src/start.js', store: 'embedded', workers: 1 },
    { what: 'Vigie', file: 'src/start.js', store: 'PostgreSQL', workers: 1 },
    { what: 'Vigie', file: 'src/start.js', store: 'PostgreSQL', workers: 2 },
  ];
  const bots = await Promise.all(contenders.map(start));
  const measured = bots.map(() => ({ latencies: [] as number[], seconds: 0, processor: 0 }));
  try {
    for (const bot of bots) await pressed(bot, warmUpSeconds);
    for (let round = 0; round < rounds; round++)
      for (const [place, bot] of bots.entries()) {
        const of = measured[place];
        if (!of) continue;
        const before = bot.processorTime;
        const { latencies, seconds } = await pressed(bot, measuredSeconds / rounds);
        of.latencies.push(...latencies);
        of.seconds += seconds;
        of.processor += bot.processorTime - before;
      }
    return contenders.map(({ what, store, workers }, place) => {
      const { latencies = [], seconds = 1, processor = 0 } = measured[place] ?? {};
      return {
        what,
        store,
        workers,
        perSecond: latencies.length / seconds,
        p50Milliseconds: percentile(latencies, 0.5),
        p99Milliseconds: percentile(latencies, 0.99),
        processorMillisecondsEach: processor / latencies.length,
        memoryMebibytes: bots[place]?.memory ?? Number.NaN,
      };
    });
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
  }
}

async function bursts(start: (contender: Contender) => Promise<LoadBot>): Promise<BurstRow[]> {
  const rows: BurstRow[] = [];
  for (const contender of [
    { what: 'Vigie, a burst', file: 'src/start.js', store: 'embedded', workers: 1 },
    { what: 'Vigie, a burst', file: 'src/start.js', store: 'PostgreSQL', workers: 2 },
  ]) {
    const bot = await start(contender);
    try {
      const warm = await pressed(bot, warmUpSeconds);
      rows.push(await burst(bot, contender, warm.latencies.length / warm.seconds));
    } finally {
      await bot.stop();
    }
  }
  return rows;
}

async function burst(bot: LoadBot, contender: Contender, capacity: number): Promise<BurstRow> {
  const rate = capacity * burstFactor;
  const messages = Math.round(rate * burstSeconds);
  let [sent, again, answered, broken, memory, last] = [0, 0, 0, 0, 0, 0];
  const begin = performance.now();
  const waiting: { update: object; from: number }[] = [];
  /** As Telegram does: what was not taken comes again, later. */
  const work = async () => {
    while (answered < messages && performance.now() - begin < longestDrain && bot.alive) {
      const now = performance.now();
      const due = waiting.findIndex(({ from }) => from <= now);
      const next =
        due >= 0
          ? waiting.splice(due, 1)[0]?.update
          : sent < Math.min(messages, (rate * (now - begin)) / 1000)
            ? update(1_000_000 + sent++)
            : undefined;
      if (!next) {
        await setTimeout(5);
        continue;
      }
      const { status, retryAfter } = await bot.deliver(next);
      if (status === 200) {
        answered++;
        last = performance.now();
      } else {
        if (status === 0) broken++;
        else again++;
        waiting.push({ update: next, from: performance.now() + Math.max(0.5, retryAfter) * 1000 });
      }
    }
  };
  const watch = setInterval(() => {
    if (bot.alive) memory = Math.max(memory, bot.memory);
  }, 100);
  await Promise.all(Array.from({ length: burstInFlight }, work));
  clearInterval(watch);
  const crashed = !bot.alive;
  let took = Infinity;
  for (let index = 0; index < 100 && took > recovered && !crashed; index++) {
    const start = performance.now();
    await bot.deliver(update(1));
    took = performance.now() - start;
  }
  return {
    what: contender.what,
    store: contender.store,
    workers: contender.workers,
    messages,
    perSecondSent: rate,
    toldToComeAgain: again,
    answered,
    unanswered: messages - answered,
    brokenConnections: broken,
    drainedAfterSeconds: (last - begin) / 1000,
    recoveredAfterSeconds: (performance.now() - last) / 1000,
    memoryMebibytes: memory,
    crashed,
  };
}
