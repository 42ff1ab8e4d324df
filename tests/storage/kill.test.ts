import { expect, it } from 'vitest';
import { usePostgres } from '../support/postgres-workers.ts';
import { killWriter } from '../support/storage-kills.ts';

const postgres = usePostgres();

it.each([
  ['the embedded store', 20, () => Promise.resolve(null)],
  ['PostgreSQL', 5, () => postgres().database()],
])(
  'nothing acknowledged by %s is lost when the process is killed, %i times',
  { timeout: 60_000 },
  async (_, kills, open) => {
    const report = await killWriter(kills, await open());
    expect(report).toMatchObject({ kills, lost: 0, problems: [] });
    expect(report.acknowledged).toBeGreaterThan(kills);
  },
);
