import { killWhileTelling, type AlertKillReport } from '../tests/support/alert-kills.ts';

const telegram = { kills: 2, messagesPerSecond: 30, roundTripMilliseconds: 25 };

/** A changed fact, those who follow it, two kills meanwhile, and a Telegram that takes 30 messages a second. */
export async function run(): Promise<AlertKillReport[]> {
  return [
    await killWhileTelling({ ...telegram, subscribers: 500, killed: 'at the worst moment' }),
    await killWhileTelling({ ...telegram, subscribers: 10_000, killed: 'at any moment' }),
  ];
}
