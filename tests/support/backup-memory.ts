// Backs up and restores so many invented chats, each in a process of its own, as npm run state does; says the peak of memory (MiB) and the time.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPseudonym } from '../../src/privacy/pseudonym.ts';
import { backUp } from '../../src/storage/archive/back-up.ts';
import { restore } from '../../src/storage/archive/restore.ts';
import { openState } from '../../src/storage/open-state.ts';

const now = () => new Date();
const place = (directory: string) => ({ databaseUrl: null, directory, secretKey: null });
const [task = '', directory = ''] = process.argv.slice(2);
const file = join(directory, 'backup');
const from = place(join(directory, 'from'));

if (task === 'backup' || task === 'restore') {
  if (task === 'backup') await backUp({ place: from, file, withKey: true, now: now() });
  else await restore({ place: place(join(directory, 'to')), file, replace: false, now });
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ peak, seconds: Math.round(performance.now() / 100) / 10 }));
} else {
  const place = mkdtempSync(join(tmpdir(), 'vigie-backup-'));
  try {
    await fill(join(place, 'from'), Number(task));
    const [backup, restored] = ['backup', 'restore'].map((step) => measure(step, place));
    console.log(JSON.stringify({ chats: Number(task), backup, restore: restored }));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function measure(step: string, where: string): unknown {
  const { stdout } = spawnSync(
    process.execPath,
    ['--max-semi-space-size=2', import.meta.filename, step, where],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    },
  );
  return JSON.parse(stdout);
}

async function fill(to: string, chats: number): Promise<void> {
  const { state } = await openState({ ...place(to), now, onProblem: console.error });
  await state.close();
  const database = new DatabaseSync(join(to, 'vigie.sqlite'));
  const pseudonym = createPseudonym(new Uint8Array(32));
  const add = database.prepare('INSERT INTO conversations (id, value, at) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (let chat = 0; chat < chats; chat++)
    add.run(pseudonym('test', `${chat}`), JSON.stringify({ insurers: [{ id: 'mgen', relation: 'current' }], misunderstood: chat, filler: 'x'.repeat(300) }), Date.now()); // prettier-ignore
  database.exec('COMMIT');
  database.close();
}
