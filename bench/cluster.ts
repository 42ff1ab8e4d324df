import { killWorkers } from '../tests/support/cluster-kills.ts';

/** Three workers, 200 chats, 20,000 updates in two minutes, a worker killed about every second. */
export async function run(): Promise<readonly object[]> {
  return [
    await killWorkers({ workers: 3, chats: 200, updates: 20_000, killEvery: 1_000, kills: 120, seed: 8 }),
  ];
}
