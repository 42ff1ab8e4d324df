import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newConversation } from '../../src/core/conversation.ts';
import { keepServing } from '../../src/storage/keep-serving.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import { chat, daysBefore, noon, openTestState, temporaryDirectory } from '../support/state.ts';

const greeted = { ...newConversation, greeted: true };
const named = { ...greeted, insurers: [{ id: 'mgp', relation: 'current' as const }] };

/** A state on a disk that takes no writing while `lock` holds: a lock of SQLite is a failure like any other. */
function lockable() {
  const directory = temporaryDirectory();
  const state = openTestState(directory);
  const told: string[] = [];
  const guarded = keepServing(state, (sentence) => told.push(sentence));
  const beside = new DatabaseSync(join(directory, 'vigie.sqlite'));
  onTestFinished(() => {
    beside.close();
  });
  return {
    ...guarded,
    disk: state,
    told,
    lock: () => {
      beside.exec('BEGIN IMMEDIATE');
    },
    unlock: () => {
      beside.exec('ROLLBACK');
    },
  };
}

it('chats go on in memory while nothing can be written, and the operator is told once', async () => {
  const { conversations, processed, settings, disk, told, lock, unlock } = lockable();
  await conversations.set(chat('a'), greeted, noon);
  lock();
  await conversations.set(chat('a'), named, noon);
  await conversations.set(chat('b'), greeted, noon);
  expect(await conversations.get(chat('a'))).toEqual(named);
  expect(await conversations.get(chat('b'))).toEqual(greeted);
  expect(await processed.remember('telegram', '1', noon)).toBe(true);
  expect(await processed.remember('telegram', '1', noon)).toBe(false);
  expect(await processed.has('telegram', '1')).toBe(true);
  await settings.set('telegram', 'offset', '2');
  expect(await settings.get('telegram', 'offset')).toBe('2');
  expect(told).toEqual([expect.stringMatching(/vigie\.sqlite: is in use by another process.*memory alone/)]);
  unlock();
  await conversations.set(chat('a'), named, noon);
  expect(await disk.conversations.get(chat('a'))).toEqual(named);
  expect(told).toEqual([expect.anything(), 'The state is written again.']);
});

it('what is only in memory can be forgotten, silent chats too', async () => {
  const { conversations, lock, unlock } = lockable();
  lock();
  await conversations.set(chat('a'), named, noon);
  await conversations.set(chat('b'), named, daysBefore(91));
  unlock();
  await conversations.forget(chat('a'));
  expect(await conversations.get(chat('a'))).toBeNull();
  expect(await conversations.forgetSilentSince(daysBefore(90))).toBe(1);
  expect(await conversations.get(chat('b'))).toBeNull();
});

it('nobody is told "forgotten" while it stays on the disk', async () => {
  const { conversations, lock, unlock } = lockable();
  await conversations.set(chat('a'), named, noon);
  lock();
  await expect(conversations.forget(chat('a'))).rejects.toThrow('cannot be forgotten');
  unlock();
  await conversations.forget(chat('a'));
  expect(await conversations.get(chat('a'))).toBeNull();
});

it('nobody is told that alerts begin or end while that cannot be kept, and a verdict is given all the same', async () => {
  const { subscriptions, campaigns, lock, unlock } = lockable();
  const news = { subject: 'insurer:mgen', told: '' };
  const add = () => subscriptions.add(chat('a'), { channel: 'telegram', id: '7' }, [news], noon);
  lock();
  await expect(add()).rejects.toThrow('vigie.sqlite');
  const message = { sketch: new Uint8Array(48), verdict: 'scam', signs: [], sender: null };
  expect(await campaigns.report(chat('a'), message, noon)).toEqual({ others: 0, since: noon });
  unlock();
  await add();
  expect(await subscriptions.of(chat('a'))).toEqual(['insurer:mgen']);
});

it('a fault of ours is not taken for one of the disk', async () => {
  const { conversations } = keepServing(
    {
      ...createMemoryState(),
      conversations: {
        ...createMemoryState().conversations,
        get: () => Promise.reject(new TypeError('a fault of ours')),
      },
    },
    () => undefined,
  );
  await expect(conversations.get(chat('a'))).rejects.toThrow('a fault of ours');
});

it('works on when the whole directory was removed, and says so at the next sweep', async () => {
  const directory = temporaryDirectory();
  const told: string[] = [];
  const { conversations } = keepServing(openTestState(directory), (sentence) => told.push(sentence));
  await conversations.set(chat('a'), greeted, noon);
  rmSync(directory, { recursive: true });
  await conversations.set(chat('a'), named, noon);
  expect(await conversations.get(chat('a'))).toEqual(named);
  await expect(conversations.forgetSilentSince(daysBefore(90))).rejects.toThrow('vigie.sqlite: is not there');
});
