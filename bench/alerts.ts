import { killWhileTelling, type AlertKillReport } from '../tests/support/alert-kills.ts';

/** A changed fact, 10,000 who follow it, two kills meanwhile, and a Telegram that takes 30 messages a second. */
export async function run(): Promise<AlertKillReport[]> {
  return [
    await killWhileTelling({
      subscribers: 10_000,
      kills: 2,
      messagesPerSecond: 30,
      roundTripMilliseconds: 25,
    }),
  ];
}
