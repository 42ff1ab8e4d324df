import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { seededRandom } from '../../src/understanding/random.ts';
import { Person } from './telegram-people.ts';
import { TelegramCluster, type Worker } from './telegram-cluster.ts';

export type ClusterKillOptions = {
  readonly workers: number;
  readonly chats: number;
  readonly updates: number;
  /** Between two kills, in milliseconds; at random around it. */
  readonly killEvery: number;
  /** Kills go on until so many, and until every update was sent. */
  readonly kills: number;
  readonly seed: number;
};

export type ClusterKillReport = {
  readonly workers: number;
  readonly chats: number;
  readonly updates: number;
  readonly kills: number;
  readonly unanswered: number;
  /** Messages answered before an older one of their chat. */
  readonly disordered: number;
  /** Answers beyond the first of a message. */
  readonly doubled: number;
  /** Of these, those of messages that no kill can explain. */
  readonly doubledAlive: number;
  /** The most that one kill doubled, in all chats and in one. */
  readonly mostOfOneKill: number;
  readonly mostOfOneKillAndChat: number;
  /** Places of the database where a text of a message stands. */
  readonly textsKept: number;
  readonly seconds: number;
};

/** A word that people write and nobody may keep. */
const canary = 'tournesol';
/** Messages that wait for an answer, at most. */
const mostWaiting = 400;
const longestEnd = 180_000;
/** How long what a dead worker had sent is still read, in milliseconds. */
const afterglow = 50;

/**
 * People write to groups, in which every answer names the message it answers, and one worker after the other is killed
 * at random moments and replaced.
 */
export async function killWorkers(options: ClusterKillOptions): Promise<ClusterKillReport> {
  const { workers, chats, updates, killEvery, kills, seed } = options;
  const random = seededRandom(seed);
  const cluster = await TelegramCluster.start(workers);
  const { api } = cluster;
  api.keepsCalls = false;
  const people = Array.from({ length: chats }, (_, index) =>
    new Person(api, index + 1).in({ id: -1 - index }),
  );
  const sent: string[] = [];
  /** How many answers there were before and after each kill. */
  const killedAt: Kill[] = [];
  const begin = performance.now();
  const pause = (kills * killEvery) / updates;

  async function write(): Promise<void> {
    for (let index = 0; index < updates; index++) {
      // many at a time, since a timer is not as fine as the pace
      const due = begin + index * pause;
      if (due > performance.now() + 2) await setTimeout(due - performance.now());
      while (api.unconfirmed >= mostWaiting) await setTimeout(5);
      const person = people[Math.floor(random() * chats)];
      const message = person?.say(`@vigie_bot ${index % 2 === 0 ? 'MGEN' : 'Swiss Life'} ${canary}`).message;
      if (message) sent.push(`${message.chat.id}/${message.message_id}`);
    }
  }
  let isWritten = false;
  const starting = new Set<Promise<Worker>>();
  async function kill(): Promise<void> {
    while (!isWritten || killedAt.length < kills) {
      await setTimeout(killEvery * (0.5 + random()));
      const worker = cluster.workers[Math.floor(random() * cluster.workers.length)];
      if (!worker) continue;
      const before = api.shown.size;
      await cluster.kill(worker);
      const kill = { before, after: api.shown.size };
      killedAt.push(kill);
      // what the dead one had sent may still be read
      void setTimeout(afterglow).then(() => { kill.after = Math.max(kill.after, api.shown.size); }); // prettier-ignore
      const next = cluster.add();
      starting.add(next);
      next.then(() => starting.delete(next), () => starting.delete(next)); // prettier-ignore
    }
  }
  try {
    await Promise.all([write().then(() => { isWritten = true; }), kill()]); // prettier-ignore
    await Promise.allSettled(starting);
    await api.until(() => api.unconfirmed === 0, 'the last answer', longestEnd);
    const seconds = Math.round((performance.now() - begin) / 100) / 10;
    return {
      workers,
      chats,
      updates: sent.length,
      kills: killedAt.length,
      ...counted([...api.shown.values()], sent, killedAt),
      textsKept: await placesOf(canary, cluster.database),
      seconds,
    };
  } finally {
    await cluster.stop();
  }
}

type Kill = { readonly before: number; after: number };

function counted(
  shown: readonly { readonly chat: number; readonly replyTo: number | null }[],
  sent: readonly string[],
  killedAt: readonly Kill[],
) {
  const answers = new Map<string, number[]>();
  const latest = new Map<number, number>();
  let disordered = 0;
  for (const [index, { chat, replyTo }] of shown.entries()) {
    const key = `${chat}/${replyTo ?? 'none'}`;
    const before = answers.get(key);
    if (before) before.push(index);
    else {
      answers.set(key, [index]);
      if ((replyTo ?? 0) < (latest.get(chat) ?? 0)) disordered++;
      latest.set(chat, replyTo ?? 0);
    }
  }
  let doubled = 0;
  let doubledAlive = 0;
  const ofKill = new Map<number, number>();
  const ofKillAndChat = new Map<string, number>();
  for (const key of sent) {
    const places = answers.get(key) ?? [];
    for (const [index, place] of places.slice(1).entries()) {
      doubled++;
      const kill = killedAt.findIndex(({ before, after }) => (places[index] ?? 0) < after && before <= place);
      if (kill < 0) doubledAlive++;
      else {
        ofKill.set(kill, (ofKill.get(kill) ?? 0) + 1);
        const chat = `${kill} ${key.split('/')[0] ?? ''}`;
        ofKillAndChat.set(chat, (ofKillAndChat.get(chat) ?? 0) + 1);
      }
    }
  }
  return {
    unanswered: sent.filter((key) => !answers.has(key)).length,
    disordered,
    doubled,
    doubledAlive,
    mostOfOneKill: Math.max(0, ...ofKill.values()),
    mostOfOneKillAndChat: Math.max(0, ...ofKillAndChat.values()),
  };
}

/** How many rows of any table hold a word. */
async function placesOf(word: string, url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    let places = 0;
    for (const { name } of tables) {
      const { rows } = await client.query<{ count: string }>(
        `SELECT count(*) AS count FROM ${name} AS kept WHERE kept::text ILIKE $1 OR kept::text ILIKE $2`,
        [`%${word}%`, `%${Buffer.from(word).toString('hex')}%`],
      );
      places += Number(rows[0]?.count);
    }
    return places;
  } finally {
    await client.end();
  }
}
