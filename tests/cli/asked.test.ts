import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestState, temporaryDirectory } from '../support/state.ts';

const root = resolve(import.meta.dirname, '../..');
const data = (...argv: string[]) =>
  spawnSync(process.execPath, ['src/cli/data.ts', 'asked', ...argv], { cwd: root, encoding: 'utf8' });
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

describe('data asked', () => {
  it('shows the curator what is asked, what is not understood and unknown words, with the trend, beside a Vigie that runs', async () => {
    const directory = temporaryDirectory();
    const { tallies } = openTestState(directory);
    await tallies.add('intent', 'insurer_affected', daysAgo(0), 30);
    await tallies.add('intent', 'insurer_affected', daysAgo(9), 20);
    await tallies.add('intent', 'insurer_affected', daysAgo(40), 7);
    await tallies.add('intent', 'off_topic', daysAgo(2), 6);
    await tallies.add('not-understood', 'change_nir', daysAgo(1), 4);
    await tallies.add('word', 'zorglumero', daysAgo(3), 5);
    const { stdout, status, stderr } = data('--state', directory);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(
      'In 7 days 40 messages were answered, 10 of them as off topic or not understood (25 %).',
    );
    expect(stdout).toMatch(/^What was asked +7 days +7 before +trend +all$/m);
    expect(stdout).toMatch(/^insurer_affected +30 +20 +\+50 % +57$/m);
    expect(stdout).toMatch(/^change_nir +4 +0 +new +4$/m);
    expect(stdout).toMatch(/^zorglumero +5 +0 +new +5$/m);
    expect(JSON.parse(data('--state', directory, '--json').stdout)).toMatchObject({
      intents: [{ name: 'insurer_affected', thisWeek: 30, weekBefore: 20, all: 57 }, { name: 'off_topic' }],
      words: [{ name: 'zorglumero', thisWeek: 5 }],
    });
  });

  it('says so when nothing was counted, and where it looked when nothing is there', () => {
    const directory = temporaryDirectory();
    const missing = data('--state', directory);
    expect([missing.status, missing.stderr]).toEqual([
      2,
      expect.stringContaining('vigie.sqlite is not there'),
    ]);
    openTestState(directory);
    expect(data('--state', directory).stdout).toContain('What was asked: nothing counted yet.');
  });
});
