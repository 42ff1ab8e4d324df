import { expect, it } from 'vitest';
import { killWriter } from '../support/storage-kills.ts';

const kills = 20;

it(`nothing acknowledged is lost when the process is killed, ${kills} times`, async () => {
  const report = await killWriter(kills);
  expect(report).toMatchObject({ kills, lost: 0, problems: [] });
  expect(report.acknowledged).toBeGreaterThan(kills);
});
