import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { newConversation, type Conversation } from '../src/core/conversation.ts';
import { percentile } from '../src/evaluation/timing.ts';
import { createPseudonym } from '../src/privacy/pseudonym.ts';
import { createMemoryState } from '../src/storage/memory-state.ts';
import { openSqliteState } from '../src/storage/sqlite-state.ts';
import { killWriter } from '../tests/support/storage-kills.ts';
import type { ConversationStore } from '../src/storage/conversation-store.ts';

export type StorageBenchRow = {
  readonly what: string;
  readonly chats: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
};

const secretKey = new Uint8Array(32).fill(1);
const pseudonym = createPseudonym(secretKey);
const turns = 20_000;
const source = { url: `https://www.example.org/${'x'.repeat(100)}`, publisher: 'CNIL', date: '2024-02-07' };
/** As large as a chat that talked for a while: about 1 kB of JSON. */
const conversation: Conversation = {
  ...newConversation,
  insurers: [{ id: 'mgp', relation: 'current' }],
  sources: [source, source, source],
};

/**
 * One turn of a chat, read and written, among many chats; then opening, forgetting one and looking for silent ones.
 * Beside it the floor, a map in memory, and the peer, lowdb, which writes the whole file each time.
 */
export async function run(): Promise<StorageBenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  try {
    return [
      await turnsOf('floor: a map in memory', createMemoryState().conversations, 10_000),
      ...(await sqlite(directory, 100_000)),
      await lowdb(directory, 1_000),
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function turnsOf(what: string, store: ConversationStore, chats: number): Promise<StorageBenchRow> {
  const ids = Array.from({ length: chats }, (_, index) => pseudonym('bench', `${index}`));
  for (const id of ids) await store.set(id, conversation, new Date());
  const samples: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const id = ids[(turn * 7919) % chats] ?? '';
    const start = performance.now();
    const before = (await store.get(id)) ?? newConversation;
    await store.set(id, { ...before, misunderstood: before.misunderstood + 1 }, new Date());
    samples.push(performance.now() - start);
  }
  return row(what, chats, samples);
}

async function sqlite(directory: string, chats: number): Promise<StorageBenchRow[]> {
  const open = () =>
    openSqliteState({ directory, secretKey, now: () => new Date(), onProblem: () => undefined });
  const first = open();
  const turn = await turnsOf('SQLite, a turn', first.conversations, chats);
  await first.close();
  const opening: number[] = [];
  for (let index = 0; index < 20; index++) {
    const start = performance.now();
    const state = open();
    await state.conversations.get(pseudonym('bench', '1'));
    opening.push(performance.now() - start);
    await state.close();
  }
  const state = open();
  const forgetting: number[] = [];
  for (let index = 0; index < 200; index++) {
    const start = performance.now();
    await state.conversations.forget(pseudonym('bench', `${index}`));
    forgetting.push(performance.now() - start);
  }
  const start = performance.now();
  await state.conversations.forgetSilentSince(new Date(0));
  const sweep = performance.now() - start;
  await state.close();
  return [
    turn,
    row('SQLite, opened and read', chats, opening),
    row('SQLite, one chat forgotten', chats, forgetting),
    row('SQLite, all looked at for silent ones', chats, [sweep]),
  ];
}

async function lowdb(directory: string, chats: number): Promise<StorageBenchRow> {
  const database = new Low<Record<string, Conversation>>(new JSONFile(join(directory, 'peer.json')), {});
  for (let index = 0; index < chats; index++) database.data[pseudonym('bench', `${index}`)] = conversation;
  const samples: number[] = [];
  for (let turn = 0; turn < 100; turn++) {
    const id = pseudonym('bench', `${turn}`);
    const start = performance.now();
    const before = database.data[id] ?? newConversation;
    database.data[id] = { ...before, misunderstood: before.misunderstood + 1 };
    await database.write();
    samples.push(performance.now() - start);
  }
  return row('peer: lowdb, a turn', chats, samples);
}

function row(what: string, chats: number, samples: readonly number[]): StorageBenchRow {
  return {
    what,
    chats,
    p50Milliseconds: percentile(samples, 0.5),
    p99Milliseconds: percentile(samples, 0.99),
  };
}

/** 500 kills of a writer: what was acknowledged must be there after each. */
export async function runKills(): Promise<readonly object[]> {
  const { problems, ...report } = await killWriter(500);
  return [{ ...report, problems: problems.length }];
}
