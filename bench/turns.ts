import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { newConversation, type Conversation } from '../src/core/conversation.ts';
import { percentile } from '../src/evaluation/timing.ts';
import { openState, type OpenedState } from '../src/storage/open-state.ts';
import { TestPostgres } from '../tests/support/postgres.ts';

export type TurnsBenchRow = {
  readonly store: string;
  /** Chats that are answered at the same time. */
  readonly atOnce: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly turnsPerSecond: number;
  /** Of this process, all that a turn costs in the store. */
  readonly workerCpuMilliseconds: number;
  /** Of the processes of the database. */
  readonly databaseCpuMilliseconds: number;
};

const chats = 20_000;
const turns = 6_000;
const now = () => new Date();
const source = { url: `https://www.example.org/${'x'.repeat(100)}`, publisher: 'CNIL', date: '2024-02-07' };
/** As large as a chat that talked for a while: about 1 kB of JSON. */
const conversation: Conversation = {
  ...newConversation,
  insurers: [{ id: 'mgp', relation: 'current' }],
  sources: [source, source, source],
};

/** What the store costs an answer, embedded and with PostgreSQL on the same machine, which syncs each commit. */
export async function run(): Promise<TurnsBenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  const postgres = await TestPostgres.start(['fsync=on']);
  const options = { directory, secretKey: new Uint8Array(32).fill(1), now, onProblem: () => undefined };
  try {
    const url = await postgres.database();
    const embedded = await openState({ ...options, databaseUrl: null });
    const rows = await rowsOf('SQLite', embedded, () => Promise.resolve(0));
    await embedded.state.close();
    const shared = await openState({ ...options, databaseUrl: url });
    rows.push(...(await rowsOf('PostgreSQL', shared, () => databaseCpu(url))));
    await shared.state.close();
    return rows;
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true });
  }
}

async function rowsOf(
  store: string,
  opened: OpenedState,
  cpuOfDatabase: () => Promise<number>,
): Promise<TurnsBenchRow[]> {
  const ids = Array.from({ length: chats }, (_, index) => opened.pseudonym('bench', `${index}`));
  for (let index = 0; index < chats; index += 100)
    await Promise.all(
      ids.slice(index, index + 100).map((id) => opened.state.conversations.set(id, conversation, now())),
    );
  const limit = opened.coordination.rateLimits.limit('bench', 1_000_000);
  let next = 0;
  async function turn(): Promise<void> {
    const number = next++;
    const id = ids[(number * 7919) % chats] ?? '';
    const { conversations, processed, subscriptions } = opened.state;
    await limit(id);
    const give = await opened.coordination.turns.take(id);
    await processed.has('bench', `${store}${number}`);
    await subscriptions.of(id);
    const before = (await conversations.get(id)) ?? newConversation;
    await conversations.set(id, { ...before, misunderstood: before.misunderstood + 1 }, now());
    await processed.remember('bench', `${store}${number}`, now());
    await give();
  }
  const rows: TurnsBenchRow[] = [];
  for (const atOnce of [1, 50]) {
    const samples: number[] = [];
    const end = next + turns;
    const databaseBefore = await cpuOfDatabase();
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < end) {
          const begin = performance.now();
          await turn();
          samples.push(performance.now() - begin);
        }
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    rows.push({
      store,
      atOnce,
      p50Milliseconds: percentile(samples, 0.5),
      p99Milliseconds: percentile(samples, 0.99),
      turnsPerSecond: Math.round(turns / seconds),
      workerCpuMilliseconds: (user + system) / 1000 / turns,
      databaseCpuMilliseconds: ((await cpuOfDatabase()) - databaseBefore) / turns,
    });
  }
  return rows;
}

/** What the processes of the database have cost, in milliseconds; 0 where /proc does not say it. */
async function databaseCpu(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
  );
  await client.end();
  const ticks = rows.map(({ pid }) => {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file)) return 0;
    const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]); // user and system time in hundredths of a second
  });
  return ticks.reduce((sum, some) => sum + some, 0) * 10;
}
