import { expect, it } from 'vitest';
import { soak } from '../../support/whatsapp-soak.ts';

/** Seconds until nobody waits any more; the machine may be busy. */
const soon = 10;

it(
  'answers each of 200 messages once and in order, whatever dies meanwhile',
  { timeout: 60_000 },
  async () => {
    const report = await soak({
      chats: 20,
      messagesPerFault: 67,
      faults: ['the renderer is killed', 'Vigie is killed and started again', 'the browser is killed'],
    });
    for (const { fault, secondsToService } of report.faults)
      expect(secondsToService, fault).toBeLessThan(soon);
    expect(report).toMatchObject({
      messages: 201,
      unanswered: 0,
      doubled: 0,
      disordered: 0,
      wrong: 0,
      health: 'up',
      exitCode: 0,
      processesLeft: 0,
    });
  },
);
