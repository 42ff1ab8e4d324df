import { expect, it, onTestFinished } from 'vitest';
import { createAlerts, type Alerts } from '../../src/alerts/alerts.ts';
import { pause } from '../../src/channels/pause.ts';
import { alertState } from '../../src/core/alerts/alert-state.ts';
import { subjectOfKey } from '../../src/core/alerts/alert-subject.ts';
import { parts } from '../support/assistant.ts';
import { claimOf, withInsurer } from '../support/changed-facts.ts';
import { openWorker, query, usePostgres } from '../support/postgres-workers.ts';
import { chat, noon } from '../support/state.ts';

const postgres = usePostgres();
const subscribers = Array.from({ length: 60 }, (_, index) => `${index}`);
const key = 'insurer:matmut';
const changed = withInsurer('matmut', (insurer) => ({
  ...insurer,
  claims: [claimOf({ says: 'not-affected' })],
}));

type Writer = {
  readonly alerts: Alerts;
  /** The chats that this worker has written to. */
  readonly written: string[];
};

/**
 * Two workers on one database, and people who follow an insurer of which the facts then say something else.
 *
 * @param meanwhile what happens while a message of the first worker is on its way
 */
async function twoWorkers(
  url: string,
  meanwhile: (first: Writer) => Promise<void>,
): Promise<[Writer, Writer]> {
  const subject = subjectOfKey(key);
  const told = subject && alertState(subject, parts.brain.knowledge);
  if (told === null) throw new Error('the facts say nothing of it');
  const { state } = await openWorker(url);
  for (const id of subscribers)
    await state.subscriptions.add(chat(id), { channel: 'telegram', id }, [{ subject: key, told }], noon);
  const first = await startWriter(url, meanwhile);
  await expect.poll(() => first.written.length).toBeGreaterThan(0);
  return [first, await startWriter(url, () => Promise.resolve())];
}

async function startWriter(url: string, meanwhile: (writer: Writer) => Promise<void>): Promise<Writer> {
  const { state, coordination } = await openWorker(url);
  const written: string[] = [];
  const alerts = createAlerts(changed, {
    subscriptions: state.subscriptions,
    elections: coordination.elections,
    wordsFor: () => Promise.resolve(parts.translate),
    hours: { from: 0, to: 24 },
    pause,
    now: () => noon,
    onTrouble: (code) => {
      throw new Error(code);
    },
  });
  const writer = { alerts, written };
  alerts.start([
    {
      name: 'telegram',
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      ended: new Promise<void>(() => undefined),
      health: () => ({ up: true }),
      async send(address) {
        written.push(address);
        await meanwhile(writer);
        return 'sent';
      },
    },
  ]);
  onTestFinished(async () => {
    alerts.stop();
    await alerts.ended();
  });
  return writer;
}

/** Ends the connections that hold offices, as a cut network does. */
const endOfLocks = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted`;
const all = (writers: readonly Writer[]) => writers.flatMap(({ written }) => written);

it('of two workers one writes, to everybody once, and the other goes on when it stops', async () => {
  const writers = await twoWorkers(await postgres().database(), ({ alerts, written }) => {
    if (written.length === 20) alerts.stop();
    return Promise.resolve();
  });
  await expect.poll(() => all(writers).length, { timeout: 20_000 }).toBe(subscribers.length);
  expect(writers.map(({ written }) => written.length)).toEqual([20, 40]);
  expect(new Set(all(writers)).size).toBe(subscribers.length);
});

it('when the office is lost nobody is left out, and only the one on its way may be written to twice', async () => {
  const { promise: lost, resolve: lose } = Promise.withResolvers<undefined>();
  const url = await postgres().database();
  const writers = await twoWorkers(url, async ({ written }) => {
    if (written.length !== 20) return;
    await query(url, endOfLocks);
    await lost;
  });
  const [, second] = writers;
  await expect.poll(() => second.written.length, { timeout: 20_000 }).toBeGreaterThan(0);
  lose(undefined);
  await expect.poll(() => new Set(all(writers)).size, { timeout: 20_000 }).toBe(subscribers.length);
  expect(all(writers).length - subscribers.length).toBeLessThanOrEqual(1);
});
