import { beforeEach, expect, it } from 'vitest';
import { newConversation } from '../../src/core/conversation.ts';
import { openPostgresState } from '../../src/storage/postgres/postgres-state.ts';
import { openWorker, query, usePostgres } from '../support/postgres-workers.ts';
import { chat, noon, secretKey } from '../support/state.ts';

const postgres = usePostgres();
const a = chat('a');
const greeted = { ...newConversation, greeted: true };
let url = '';
beforeEach(async () => {
  url = await postgres().database();
});

it('what is asked while the database restarts waits for it, and the operator is told once', async () => {
  const { state, coordination, told } = await openWorker(url);
  const give = await coordination.turns.take(a);
  await state.conversations.set(a, greeted, noon);
  await postgres().pause();
  const asked = [
    state.conversations.get(a),
    state.conversations.get(a),
    coordination.turns.take(chat('b')).then(() => 'taken'),
    state.subscriptions.states(),
    Promise.resolve(coordination.rateLimits.limit('telegram', 60)(a)),
  ];
  await give(); // its lock went with the connection
  await expect.poll(() => told).toHaveLength(1);
  await postgres().resume();
  expect(await Promise.all(asked)).toEqual([greeted, greeted, 'taken', [], 'answer']);
  await (
    await coordination.turns.take(a)
  )();
  await expect
    .poll(() => told)
    .toEqual([
      expect.stringMatching(/^DATABASE_URL: 127.0.0.1:\d+\/test\d+ .* Until then no message is answered/),
      'DATABASE_URL: the database is back.',
    ]);
});

it('while it stays away no turn is given, and who was answered meanwhile is not answered again', async () => {
  const told: string[] = [];
  const onProblem = (sentence: string) => told.push(sentence);
  const worker = await openPostgresState({ url, secretKey, now: () => noon, onProblem, patience: 200 });
  const { state, coordination } = worker;
  const give = await coordination.turns.take(a);
  await postgres().pause();
  await expect(coordination.turns.take(chat('b'))).rejects.toMatchObject({ code: 'database-away' });
  await expect(state.conversations.forget(a)).rejects.toMatchObject({ code: 'database-away' });
  expect(await state.processed.remember('telegram', '1', noon)).toBe(true);
  expect(await state.processed.has('telegram', '1')).toBe(true);
  expect(await state.processed.remember('telegram', '1', noon)).toBe(false);
  await give();
  await postgres().resume();
  await expect
    .poll(() => query(url, 'SELECT count(*)::int AS noted FROM vigie.processed_messages'), {
      timeout: 10_000,
    })
    .toEqual([{ noted: 1 }]);
  await (
    await coordination.turns.take(a)
  )();
  await state.close();
  const { state: another } = await openWorker(url);
  expect(await another.processed.has('telegram', '1')).toBe(true);
});

it('a connection that the database ends in the middle of a transaction leaves nothing half written', async () => {
  const { state } = await openWorker(url);
  const subjects = ['insurer:mgen', 'insurer:alan'];
  const adding = Array.from({ length: 40 }, (_, index) =>
    state.subscriptions.add(
      chat(index),
      { channel: 'telegram', id: `${index}` },
      subjects.map((subject) => ({ subject, told: '1' })),
      noon,
    ),
  );
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vigie'`;
  await query(url, end);
  await query(url, end);
  await Promise.all(adding);
  for (let index = 0; index < adding.length; index++)
    expect(await state.subscriptions.of(chat(index))).toEqual(subjects);
});

it('a database without room for another connection is named with the mend', async () => {
  await query(url, `CREATE ROLE few LOGIN PASSWORD 'geheim' CONNECTION LIMIT 0`);
  const { host, pathname } = new URL(url);
  const opening = openPostgresState({
    url: `postgresql://few:geheim@${host}${pathname}`,
    secretKey,
    now: () => noon,
    onProblem: () => undefined,
    patience: 0,
  });
  await expect(opening).rejects.toThrow(
    /has no connection left: raise max_connections, or start fewer workers/,
  );
});
