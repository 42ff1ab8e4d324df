import { spawn } from 'node:child_process';
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openState } from '../../src/storage/open-state.ts';

const script = resolve(import.meta.dirname, 'write-until-killed.ts');
const chats = 50;

export type StorageKillReport = {
  readonly kills: number;
  /** Writes that were acknowledged, over all lives. */
  readonly acknowledged: number;
  /** Acknowledged writes that were not there after the next start. */
  readonly lost: number;
  /** What the operator was told at a start: of a damaged file, say. */
  readonly problems: readonly string[];
};

/** The embedded store in the directory, or a database. */
type Place = { readonly directory: string; readonly databaseUrl: string | null };

/** Kills the writer in the middle of its work, after this many acknowledgements; the last one that came. */
function writeAndKill({ directory, databaseUrl }: Place, first: number, after: number): Promise<number> {
  return new Promise((done, fail) => {
    const writer = spawn(process.execPath, [script, directory, `${first}`, databaseUrl ?? '']);
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

/** A writer of the state that is killed again and again in the middle of its work, and what is there each time after. */
export async function killWriter(
  kills: number,
  databaseUrl: string | null = null,
): Promise<StorageKillReport> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-writes-'));
  const problems: string[] = [];
  let next = 0;
  let lost = 0;
  try {
    for (let kill = 0; kill < kills; kill++) {
      const last = await writeAndKill({ directory, databaseUrl }, next, 1 + (kill % 20) * 20);
      const { state, pseudonym } = await openState({ databaseUrl, directory, secretKey: null, now: () => new Date(), onProblem: (sentence) => problems.push(sentence) }); // prettier-ignore
      for (let number = Math.max(0, last - chats + 1); number <= last; number++) {
        const kept = await state.conversations.get(pseudonym('test', `${number % chats}`));
        // the write after the last acknowledgement may be there too
        const there = kept?.misunderstood === number || kept?.misunderstood === number + chats;
        if (!there || !(await state.processed.has('test', `${number}`))) lost++;
      }
      await state.close();
      next = last + 1;
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  return { kills, acknowledged: next, lost, problems };
}
