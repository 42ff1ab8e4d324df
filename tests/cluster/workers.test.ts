import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TelegramCluster, type Worker } from '../support/telegram-cluster.ts';
import { Person } from '../support/telegram-people.ts';

const secret = 'a-secret-for-these-workers';
const startWithin = 60_000;

async function healthOf({ port }: Worker): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`);
  return response.json();
}

describe('workers behind a webhook', () => {
  let cluster: TelegramCluster;
  beforeAll(async () => {
    cluster = await TelegramCluster.start(2, { TELEGRAM_WEBHOOK_SECRET: secret });
  }, startWithin);
  afterAll(() => cluster.stop());

  const answersTo = (person: Person) => cluster.api.chat(person.chat.id).length;

  it('go on with a conversation that another has begun', async () => {
    const person = new Person(cluster.api, 1);
    const [first, second] = cluster.workers;
    if (!first || !second) throw new Error('two workers are started');
    cluster.balancer.remove(second.port);
    person.say('je suis à la MGEN');
    await cluster.api.until(() => answersTo(person) === 1, 'the first answer');
    cluster.balancer.add(second.port);
    cluster.balancer.remove(first.port);
    person.say('et que faire ?');
    await cluster.api.until(() => answersTo(person) === 2, 'the second answer');
    cluster.balancer.add(first.port);
    expect(cluster.api.chat(1).at(-1)?.text).toContain('MGEN');
  });

  it('answer an update once that comes to both at the same time', async () => {
    const person = new Person(cluster.api, 2);
    const update = { update_id: 77_000, message: person.message({ text: 'bonjour' }) };
    const deliver = ({ port }: Worker) =>
      fetch(`http://127.0.0.1:${port}/telegram`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(update),
      });
    const taken = await Promise.all([...cluster.workers, ...cluster.workers].map(deliver));
    expect(taken.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answersTo(person)).toBe(1);
  });

  it('count the messages of a chat together', async () => {
    const limited = await TelegramCluster.start(2, { CHAT_MESSAGES_PER_MINUTE: '30' });
    try {
      const person = new Person(limited.api, 3);
      for (let index = 0; index < 30; index++) person.say('MGEN');
      await limited.api.until(() => limited.api.unconfirmed === 0, 'that all is dealt with');
      // ten at once, the word that it is too fast, and perhaps one more that came back meanwhile
      const answers = limited.api.chat(3).length;
      expect(answers).toBeGreaterThanOrEqual(11);
      expect(answers).toBeLessThanOrEqual(14);
    } finally {
      await limited.stop();
    }
  });

  it('lose nothing and double nothing when one is stopped as a deployment does', async () => {
    const people = Array.from({ length: 20 }, (_, index) => new Person(cluster.api, 100 + index));
    for (let round = 0; round < 5; round++) for (const person of people) person.say('MGEN');
    const [worker] = cluster.workers;
    if (!worker) throw new Error('a worker is started');
    expect(await cluster.end(worker)).toBe(0);
    await cluster.api.until(() => cluster.api.unconfirmed === 0, 'the last answer');
    expect(people.map(answersTo)).toEqual(people.map(() => 5));
    await cluster.add();
  });

  it('answer all that came while the database was away', async () => {
    const people = Array.from({ length: 10 }, (_, index) => new Person(cluster.api, 200 + index));
    await cluster.postgres.pause();
    for (const person of people) person.say('MGEN');
    await cluster.postgres.resume();
    await cluster.api.until(() => people.every((person) => answersTo(person) > 0), 'every answer', 40_000);
    await cluster.api.until(() => cluster.api.unconfirmed === 0, 'that Telegram has nothing left', 40_000);
    expect(people.map(answersTo)).toEqual(people.map(() => 1));
  }, 100_000);
});

it(
  'of workers that ask Telegram themselves one does, and another takes over when it dies',
  async () => {
    const cluster = await TelegramCluster.start(2, { TELEGRAM_WEBHOOK_URL: '' });
    try {
      const person = new Person(cluster.api, 1);
      person.say('MGEN');
      await cluster.api.until(() => cluster.api.chat(1).length === 1, 'an answer');
      const health = await Promise.all(cluster.workers.map(healthOf));
      expect(health).toContainEqual({ status: 'up', channels: { telegram: 'up' } });
      expect(health).toContainEqual({ status: 'up', channels: { telegram: 'standing by' } });
      const holder = cluster.workers[JSON.stringify(health[0]).includes('standing by') ? 1 : 0];
      if (!holder) throw new Error('one of two holds the office');
      await cluster.kill(holder);
      person.say('et Swiss Life ?');
      await cluster.api.until(() => cluster.api.chat(1).length === 2, 'an answer of the other');
    } finally {
      await cluster.stop();
    }
  },
  startWithin,
);
