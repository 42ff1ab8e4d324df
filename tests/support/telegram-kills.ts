import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seededRandom } from '../../src/understanding/random.ts';
import { Person } from './telegram-people.ts';
import { TelegramBotApi } from './telegram-bot-api.ts';
import { freePort, startProcess, type Running } from './telegram-process.ts';

export type KillReport = {
  readonly mode: 'polling' | 'webhook';
  readonly kills: number;
  readonly chats: number;
  readonly messages: number;
  readonly unanswered: number;
  /** Messages answered more than once, and the answers beyond the first. */
  readonly doubled: number;
  readonly extraAnswers: number;
  /** Messages answered twice without a kill between. */
  readonly doubledAlive: number;
  /** Chats of which two messages were doubled by one kill: more than the one in flight. */
  readonly beyondInFlight: number;
  /** Answers that came in another order than the messages of their chat. */
  readonly disordered: number;
  readonly seconds: number;
};
export type KillOptions = {
  readonly mode: KillReport['mode'];
  readonly kills: number;
  readonly chats: number;
  readonly seed: number;
};

/** Between two messages of the stream, and the longest life after the first sign of it, in milliseconds. */
const messagePause = 4;
/** Messages of a chat that wait for an answer, on average. */
const mostWaiting = 2;
const longestLife = 250;

/**
 * A stream of messages from many groups, and a bot that is killed again and again at random moments, also while it
 * starts. In a group every answer names the message it answers, so that each one can be counted.
 */
export async function killAgainAndAgain({ mode, kills, chats, seed }: KillOptions): Promise<KillReport> {
  const begin = performance.now();
  const random = seededRandom(seed);
  const api = await new TelegramBotApi().start();
  const state = await mkdtemp(join(tmpdir(), 'vigie-kills-'));
  const port = await freePort();
  const people = Array.from({ length: chats }, (_, index) =>
    new Person(api, index + 1).in({ id: -1 - index }),
  );
  const environment = {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    STATE_DIR: state,
    PORT: String(port),
    CHAT_MESSAGES_PER_MINUTE: '0',
    ...(mode === 'webhook'
      ? {
          TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
          TELEGRAM_WEBHOOK_SECRET: 'a-secret-for-these-kills',
        }
      : {}),
  };
  /** Every message, by `chat/message`. */
  const sent: string[] = [];
  const streaming = new AbortController();
  const stream = (async () => {
    for (let index = 0; !streaming.signal.aborted; index++) {
      await setTimeout(messagePause);
      if (api.unconfirmed >= chats * mostWaiting) continue; // people wait for an answer too
      const person = people[Math.floor(random() * people.length)];
      const message = person?.say(`@vigie_bot ${index % 2 === 0 ? 'MGEN' : 'Swiss Life'}`).message;
      if (message) sent.push(`${message.chat.id}/${message.message_id}`);
    }
  })();
  const lives: number[] = []; // how many messages were shown when each life ended
  let bot: Running | undefined;
  try {
    for (let kill = 0; kill < kills; kill++) {
      const calls = api.calls.length;
      bot = startProcess('src/start.js', environment);
      const dead = bot;
      // every eighth is killed while it starts
      if (kill % 8 === 7) await setTimeout(random() * longestLife);
      else {
        await Promise.race([
          api.until(() => api.calls.slice(calls).some(({ method }) => method === 'sendMessage'), 'an answer'),
          dead.ended.then(() => Promise.reject(new Error(`the bot ended by itself: ${dead.errors()}`))),
        ]);
        await setTimeout(random() * longestLife);
      }
      bot.process.kill('SIGKILL');
      await bot.ended;
      lives.push(api.shown.size);
    }
    streaming.abort();
    await stream;
    bot = startProcess('src/start.js', environment);
    await api.until(() => api.unconfirmed === 0, 'the last answer', 120_000);
    bot.process.kill('SIGTERM');
    await bot.ended;
  } finally {
    streaming.abort();
    bot?.process.kill('SIGKILL');
    await api.stop();
    await rm(state, { recursive: true, force: true });
  }
  return {
    mode,
    kills,
    chats,
    ...counted(api, sent, lives),
    seconds: Math.round((performance.now() - begin) / 100) / 10,
  };
}

function counted(api: TelegramBotApi, sent: readonly string[], lives: readonly number[]) {
  const answers = new Map<string, number[]>();
  const order = [...api.shown.values()];
  for (const [index, { chat, replyTo }] of order.entries()) {
    const key = `${chat}/${replyTo ?? 'none'}`;
    answers.set(key, [...(answers.get(key) ?? []), index]);
  }
  const lifeOf = (index: number) => lives.findIndex((end) => index < end);
  const doubled = sent.filter((key) => (answers.get(key)?.length ?? 0) > 1);
  const extra = (key: string) => answers.get(key)?.slice(0, -1) ?? [];
  // a message doubled by the kill that ended the life of its first answer
  const perKill = new Map<string, number>();
  for (const key of doubled)
    for (const index of extra(key)) {
      const place = `${key.split('/')[0] ?? ''} ${lifeOf(index)}`;
      perKill.set(place, (perKill.get(place) ?? 0) + 1);
    }
  let disordered = 0;
  const latest = new Map<number, number>();
  const seen = new Set<string>();
  for (const { chat, replyTo } of order) {
    const key = `${chat}/${replyTo ?? 'none'}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if ((replyTo ?? 0) < (latest.get(chat) ?? 0)) disordered++;
    latest.set(chat, replyTo ?? 0);
  }
  return {
    messages: sent.length,
    unanswered: sent.filter((key) => !answers.has(key)).length,
    doubled: doubled.length,
    extraAnswers: doubled.flatMap(extra).length,
    doubledAlive: doubled.filter(
      (key) => new Set(answers.get(key)?.map(lifeOf)).size < (answers.get(key)?.length ?? 0),
    ).length,
    beyondInFlight: [...perKill.values()].filter((count) => count > 1).length,
    disordered,
  };
}
