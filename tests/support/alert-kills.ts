import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { alertState } from '../../src/core/alerts/alert-state.ts';
import { percentile } from '../../src/evaluation/timing.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { openState } from '../../src/storage/open-state.ts';
import { TelegramBotApi } from './telegram-bot-api.ts';
import { Person } from './telegram-people.ts';
import { freePort, startProcess, type Running } from './telegram-process.ts';

export type AlertKillReport = {
  readonly killed: AlertKillOptions['killed'];
  readonly subscribers: number;
  readonly kills: number;
  readonly missing: number;
  readonly doubled: number;
  /** Of them, those that were not the one in flight at a kill. */
  readonly doubledBeyondInFlight: number;
  readonly seconds: number;
  /** Alerts a second, the times when the process was down included. */
  readonly perSecond: number;
  /** The most that were taken within one second. */
  readonly mostInASecond: number;
  /** Requests that Telegram refused because there were too many. */
  readonly refused429: number;
  /** How long people who wrote meanwhile waited for an answer, in milliseconds. */
  readonly answers: number;
  readonly answerP50Milliseconds: number;
  readonly answerP99Milliseconds: number;
};
export type AlertKillOptions = {
  readonly subscribers: number;
  readonly kills: number;
  /** At any moment, or just when a message was taken and the bot does not know it yet. */
  readonly killed: 'at any moment' | 'at the worst moment';
  /** Messages that the stand-in takes in a second. */
  readonly messagesPerSecond: number;
  readonly roundTripMilliseconds: number;
};

const root = join(import.meta.dirname, '../..');
const secretKey = createHash('sha256').update('an invented key').digest('hex');
const insurer = 'matmut';
/** Between two people who ask something while alerts are sent, in milliseconds. */
const askingPause = 700;
const firstAsker = 1_000_000;
/** A kill at any moment comes within so many milliseconds: several alerts long. */
const longestMoment = 250;

/** A copy of the facts that a test may change. */
export function copiedFacts(): {
  readonly directory: string;
  change(state: 'affected' | 'not-affected'): void;
  remove(): void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-facts-'));
  cpSync(join(root, 'data'), directory, { recursive: true });
  const file = join(directory, 'insurers.json');
  return {
    directory,
    change(says) {
      const content = JSON.parse(readFileSync(file, 'utf8')) as {
        insurers: { id: string; claims: object[] }[];
      };
      const source = {
        url: 'https://www.example.org/notice',
        publisher: 'Le Journal inventé',
        date: '2026-11-23',
      };
      for (const one of content.insurers)
        if (one.id === insurer) one.claims = [{ says, incident: 'viamedis-almerys-2024', source }];
      writeFileSync(`${file}.new`, JSON.stringify(content));
      renameSync(`${file}.new`, file);
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Makes these chats follow an insurer, as if they had asked for it. */
export async function subscribe(stateDirectory: string, chats: readonly number[]): Promise<void> {
  const knowledge = await loadKnowledge(join(root, 'data'));
  const { state, pseudonym } = await openState({
    directory: stateDirectory,
    secretKey: Buffer.from(secretKey, 'hex'),
    now: () => new Date(),
    onProblem: (sentence) => {
      throw new Error(sentence);
    },
  });
  const told = alertState({ kind: 'insurer', id: insurer }, knowledge) ?? '';
  for (const chat of chats)
    await state.subscriptions.add(
      pseudonym('telegram', String(chat)),
      { channel: 'telegram', id: String(chat) },
      [{ subject: `insurer:${insurer}`, told }],
      new Date(),
    );
  await state.close();
}

/** The environment of a process that serves these facts and this state at any hour. */
export async function alertEnvironment(
  api: TelegramBotApi,
  facts: string,
  state: string,
): Promise<Record<string, string>> {
  return {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    STATE_DIR: state,
    DATA_DIR: facts,
    SECRET_KEY: secretKey,
    PORT: String(await freePort()),
    ALERT_HOURS: '0-24',
    CHAT_MESSAGES_PER_MINUTE: '0',
  };
}

/** A fact changes on the disk while the bot runs; the bot is killed while it tells those who follow it, and started again. */
export async function killWhileTelling({
  subscribers,
  kills,
  killed,
  messagesPerSecond,
  roundTripMilliseconds,
}: AlertKillOptions): Promise<AlertKillReport> {
  const api = await new TelegramBotApi().start();
  api.messagesPerSecond = messagesPerSecond;
  api.roundTripMilliseconds = roundTripMilliseconds;
  const facts = copiedFacts();
  const state = mkdtempSync(join(tmpdir(), 'vigie-alerts-'));
  const chats = Array.from({ length: subscribers }, (_, index) => index + 1);
  await subscribe(state, chats);
  const environment = await alertEnvironment(api, facts.directory, state);
  const told = new Map<number, number>();
  const times: number[] = [];
  /** Who was told last before each kill. */
  const inFlight = new Set<number>();
  let toldLast = 0;
  const asked = new Map<number, number>();
  const waits: number[] = [];
  let enough: () => void = () => undefined;
  let awaited = Infinity;
  api.onShown = ({ chat }) => {
    times.push(performance.now());
    if (chat >= firstAsker) {
      const since = asked.get(chat);
      if (since !== undefined) waits.push(performance.now() - since);
      asked.delete(chat);
      return;
    }
    told.set(chat, (told.get(chat) ?? 0) + 1);
    toldLast = chat;
    if (told.size >= awaited) enough();
  };
  const untilTold = (count: number) =>
    new Promise<void>((resolve) => {
      awaited = count;
      enough = resolve;
      if (told.size >= count) resolve();
    });
  const life = { up: false };
  const asking = new AbortController();
  const people = (async () => {
    for (let id = firstAsker; !asking.signal.aborted; id++) {
      await setTimeout(askingPause);
      if (!life.up) continue; // nobody answers just now
      asked.set(id, performance.now());
      new Person(api, id).say('MGEN');
    }
  })();
  let bot: Running | undefined;
  const start = async () => {
    const starts = api.callsOf('deleteWebhook').length;
    bot = startProcess('src/start.js', environment);
    await api.until(() => api.callsOf('deleteWebhook').length > starts, 'a start');
    life.up = true;
  };
  const failed = () =>
    bot?.ended.then(() => Promise.reject(new Error(`the bot ended by itself: ${bot?.errors() ?? ''}`)));
  try {
    await start();
    const begin = performance.now();
    facts.change('affected');
    for (let kill = 1; kill <= kills; kill++) {
      await Promise.race([untilTold(Math.floor((subscribers * kill) / (kills + 1))), failed()]);
      if (killed === 'at any moment') await setTimeout(Math.random() * longestMoment);
      life.up = false;
      asked.clear(); // who wrote before the kill waits for the next start, which is no matter of the pace
      bot?.process.kill('SIGKILL');
      await bot?.ended;
      await setTimeout(3 * roundTripMilliseconds); // what was on the wire still arrives
      inFlight.add(toldLast);
      await start();
    }
    await Promise.race([untilTold(subscribers), failed()]);
    const seconds = (performance.now() - begin) / 1000;
    asking.abort();
    await people;
    // whoever is told twice is told now: one more change that ends where it began is told to nobody
    bot?.process.kill('SIGTERM');
    await bot?.ended;
    await start();
    new Person(api, firstAsker - 1).say('MGEN');
    await api.until(() => told.has(firstAsker - 1), 'an answer');
    bot?.process.kill('SIGTERM');
    await bot?.ended;
    told.delete(firstAsker - 1);
    return {
      killed,
      subscribers,
      kills,
      missing: chats.filter((chat) => !told.has(chat)).length,
      doubled: [...told.values()].filter((count) => count > 1).length,
      doubledBeyondInFlight: [...told].filter(([chat, count]) => count > 1 && !inFlight.has(chat)).length,
      seconds: Math.round(seconds),
      perSecond: subscribers / seconds,
      mostInASecond: mostWithin(times, 1000),
      refused429: api.calls.filter(({ refused }) => refused?.code === 429).length,
      answers: waits.length,
      answerP50Milliseconds: percentile(waits, 0.5),
      answerP99Milliseconds: percentile(waits, 0.99),
    };
  } finally {
    asking.abort();
    bot?.process.kill('SIGKILL');
    await api.stop();
    facts.remove();
    rmSync(state, { recursive: true, force: true });
  }
}

function mostWithin(times: readonly number[], milliseconds: number): number {
  let first = 0;
  let most = 0;
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - milliseconds) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
