import { expect, it } from 'vitest';
import { killWorkers } from '../support/cluster-kills.ts';

it('three workers, of which one is killed again and again, answer every message in the order of its chat', async () => {
  const report = await killWorkers({
    workers: 3,
    chats: 60,
    updates: 900,
    killEvery: 1_000,
    kills: 8,
    seed: 2,
  });
  expect(report).toMatchObject({
    updates: 900,
    unanswered: 0,
    disordered: 0,
    // what was on its way to Telegram when its worker died may come twice, nothing else
    doubledAlive: 0,
    textsKept: 0,
  });
  expect(report.kills).toBeGreaterThanOrEqual(8);
  expect(report.mostOfOneKill).toBeLessThanOrEqual(1);
}, 120_000);
