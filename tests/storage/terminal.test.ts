import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../support/state.ts';

const root = resolve(import.meta.dirname, '../..');

it('the terminal and ask leave nothing behind', async () => {
  const state = join(temporaryDirectory(), 'state');
  for (const [script, ...message] of [['start.js'], ['cli/ask.ts', 'je suis à la MGP']] as const) {
    const child = spawn(process.execPath, [join(root, 'src', script), ...message], {
      cwd: root,
      env: { ...process.env, STATE_DIR: state },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.stdin.end('je suis à la MGP\n');
    expect(await new Promise((done) => child.once('close', done))).toBe(0);
    expect(existsSync(state)).toBe(false);
  }
});
