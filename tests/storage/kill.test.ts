import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openState } from '../../src/storage/open-state.ts';
import { temporaryDirectory } from '../support/state.ts';

const script = resolve(import.meta.dirname, '../support/write-until-killed.ts');
const kills = 20;
const chats = 50;

/** Kills the writer in the middle of its work, after this many acknowledgements; the last one that came. */
function writeAndKill(directory: string, first: number, after: number): Promise<number> {
  return new Promise((done, fail) => {
    const writer = spawn(process.execPath, [script, directory, `${first}`]);
    let out = '';
    let error = '';
    writer.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    writer.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.split('\n').length > after) writer.kill('SIGKILL');
    });
    writer.on('close', () => {
      if (error) fail(new Error(error));
      else done(Number(out.slice(0, out.lastIndexOf('\n')).split('\n').at(-1)));
    });
  });
}

it('nothing acknowledged is lost when the process is killed, 20 times', async () => {
  const directory = temporaryDirectory();
  let next = 0;
  for (let kill = 0; kill < kills; kill++) {
    const last = await writeAndKill(directory, next, 1 + kill * 20);
    expect(last).toBeGreaterThanOrEqual(next);
    const told: string[] = [];
    const { state, pseudonym } = await openState({ directory, secretKey: null, now: () => new Date(), onProblem: (sentence) => told.push(sentence) }); // prettier-ignore
    for (let number = Math.max(0, last - chats + 1); number <= last; number++) {
      const kept = await state.conversations.get(pseudonym('test', `${number % chats}`));
      // the write after the last acknowledgement may be there too
      expect([number, number + chats]).toContain(kept?.misunderstood);
      expect(await state.processed.has('test', `${number}`)).toBe(true);
    }
    expect(told).toEqual([]);
    await state.close();
    next = last + 1;
  }
});
