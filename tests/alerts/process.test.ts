import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { alertEnvironment, copiedFacts, killWhileTelling } from '../support/alert-kills.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { Person } from '../support/telegram-people.ts';
import { startProcess, type Running } from '../support/telegram-process.ts';

it('a fact changed on the disk reaches a subscriber once, also when it changed while nothing ran', async () => {
  const api = await new TelegramBotApi().start();
  const facts = copiedFacts();
  const state = mkdtempSync(join(tmpdir(), 'vigie-alerts-'));
  const environment = await alertEnvironment(api, facts.directory, state);
  const running: Running[] = [];
  onTestFinished(async () => {
    for (const { process } of running) process.kill('SIGKILL');
    await api.stop();
    facts.remove();
    rmSync(state, { recursive: true, force: true });
  });
  const start = () => {
    const bot = startProcess('src/start.js', environment);
    running.push(bot);
    return bot;
  };
  const person = new Person(api, 7);
  const shown = (count: number) =>
    api.until(() => api.chat(7).length >= count && api.chat(7)[count - 1], `message ${count}`);

  const first = start();
  person.say('Matmut');
  await shown(1);
  person.say('prévenez-moi');
  expect((await shown(2)).text).toContain('C’est noté');
  facts.change('not-affected');
  expect((await shown(3)).text).toMatch(/Matmut[^]*déclaré non touché[^]*Le Journal inventé/);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  facts.change('affected');
  const second = start();
  expect((await shown(4)).text).toMatch(/Oui : Matmut[^]*Avant, je répondais : déclaré non touché/);
  person.say('stop alertes');
  expect((await shown(5)).text).toContain('je ne vous écrirai plus');
  facts.change('not-affected');
  person.say('Matmut');
  const answer = await shown(6);
  expect(answer.text).toContain('Matmut');
  second.process.kill('SIGTERM');
  await second.ended;
  expect(first.errors() + second.errors()).toBe('');
  expect(api.chat(7)).toHaveLength(6);
});

it(
  'everybody who follows it is told, and nobody twice but the one in flight, however often it is killed',
  { timeout: 60_000 },
  async () => {
    const report = await killWhileTelling({
      subscribers: 120,
      kills: 3,
      killed: 'at the worst moment',
      messagesPerSecond: 30,
      roundTripMilliseconds: 0,
    });
    expect(report).toMatchObject({ missing: 0, doubledBeyondInFlight: 0, refused429: 0 });
    expect(report.doubled).toBeLessThanOrEqual(3);
    expect(report.mostInASecond).toBeLessThanOrEqual(30);
  },
);
