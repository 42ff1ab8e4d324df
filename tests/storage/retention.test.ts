import { expect, it, onTestFinished, vi } from 'vitest';
import { newConversation } from '../../src/core/conversation.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import { forgetOld, startRetention } from '../../src/storage/retention.ts';
import { chat, daysBefore, noon, openTestState, temporaryDirectory } from '../support/state.ts';

const fail = (error: unknown) => {
  throw error;
};

it('forgets chats silent for longer than the days told, and message keys after a week', async () => {
  const state = createMemoryState();
  await state.conversations.set(chat('silent'), newConversation, daysBefore(31));
  await state.conversations.set(chat('alive'), newConversation, daysBefore(29));
  await state.processed.remember('telegram', 'old', daysBefore(8));
  await state.processed.remember('telegram', 'new', daysBefore(6));
  expect(await forgetOld(state, { days: 30, now: () => noon })).toBe(1);
  expect(await state.conversations.get(chat('silent'))).toBeNull();
  expect(await state.conversations.get(chat('alive'))).not.toBeNull();
  expect(await state.processed.has('telegram', 'old')).toBe(false);
  expect(await state.processed.has('telegram', 'new')).toBe(true);
});

it.each([
  [30, 30],
  [365, 90],
])('keeping chats for %i days, forgets counts after %i', async (days, kept) => {
  const { tallies, ...state } = createMemoryState();
  for (const age of [kept, kept + 1]) await tallies.add('intent', 'greeting', daysBefore(age));
  await forgetOld({ ...state, tallies }, { days, now: () => noon });
  expect((await tallies.since(new Date(0))).map(({ day }) => day)).toEqual([
    new Date(daysBefore(kept).toISOString().slice(0, 'yyyy-mm-dd'.length)),
  ]);
});

it('leaves the alerts of a chat that is silent, for a year', async () => {
  const state = createMemoryState();
  const news = { subject: 'insurer:mgen', told: '' };
  for (const [name, days] of [
    ['waits', 364],
    ['gone', 366],
  ] as const)
    await state.subscriptions.add(chat(name), { channel: 'telegram', id: name }, [news], daysBefore(days));
  await forgetOld(state, { days: 90, now: () => noon });
  expect(await state.subscriptions.of(chat('waits'))).toEqual(['insurer:mgen']);
  expect(await state.subscriptions.of(chat('gone'))).toEqual([]);
});

it('does so at once and each day until it is ended', async () => {
  vi.useFakeTimers({ now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const state = createMemoryState();
  const sweeps = vi.spyOn(state.conversations, 'forgetSilentSince');
  const stop = startRetention(state, { days: 90, now: () => new Date(), onError: fail });
  await vi.advanceTimersByTimeAsync(0);
  expect(sweeps).toHaveBeenLastCalledWith(daysBefore(90));
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  expect(sweeps).toHaveBeenCalledTimes(2);
  expect(sweeps).toHaveBeenLastCalledWith(daysBefore(89));
  stop();
  await vi.advanceTimersByTimeAsync(48 * 60 * 60 * 1000);
  expect(sweeps).toHaveBeenCalledTimes(2);
});

it('tells what goes wrong, and tries again the next day', async () => {
  vi.useFakeTimers({ now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const state = createMemoryState();
  vi.spyOn(state.conversations, 'forgetSilentSince').mockRejectedValueOnce(new Error('the disk is full'));
  const told: unknown[] = [];
  const stop = startRetention(state, {
    days: 90,
    now: () => new Date(),
    onError: (error) => told.push(error),
  });
  await state.conversations.set(chat('silent'), newConversation, daysBefore(91));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([new Error('the disk is full')]);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  expect(await state.conversations.get(chat('silent'))).toBeNull();
  stop();
});

it('is not an error when the state closes in the middle', async () => {
  const state = openTestState(temporaryDirectory());
  for (let index = 0; index < 5_000; index++)
    await state.conversations.set(chat(index), newConversation, daysBefore(91));
  const told: unknown[] = [];
  const stop = startRetention(state, { days: 90, now: () => noon, onError: (error) => told.push(error) });
  await new Promise((resolve) => setImmediate(resolve));
  stop();
  await state.close();
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([]);
});
