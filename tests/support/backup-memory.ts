// Backs up and restores so many invented chats and says the peak of memory after each step, in MiB.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPseudonym } from '../../src/privacy/pseudonym.ts';
import { backUp } from '../../src/storage/archive/back-up.ts';
import { restore } from '../../src/storage/archive/restore.ts';
import { openState } from '../../src/storage/open-state.ts';

const chats = Number(process.argv[2] ?? 100_000);
const directory = mkdtempSync(join(tmpdir(), 'vigie-backup-'));
const place = (name: string) => ({ databaseUrl: null, directory: join(directory, name), secretKey: null });
const now = () => new Date();
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);
const seconds = () => Math.round(performance.now() / 100) / 10;

const { state } = await openState({ ...place('from'), now, onProblem: console.error });
await state.close();
const database = new DatabaseSync(join(directory, 'from', 'vigie.sqlite'));
const pseudonym = createPseudonym(new Uint8Array(32));
const add = database.prepare('INSERT INTO conversations (id, value, at) VALUES (?, ?, ?)');
database.exec('BEGIN');
for (let chat = 0; chat < chats; chat++) add.run(pseudonym('test', `${chat}`), `{"insurers":[{"id":"mgen","relation":"current"}],"misunderstood":${chat},"filler":"${'x'.repeat(300)}"}`, Date.now()); // prettier-ignore
database.exec('COMMIT');
database.close();
const file = join(directory, 'backup');
const begun = seconds();
const { bytes } = await backUp({ place: place('from'), file, withKey: true, now: now() });
const backedUp = seconds();
const backup = peak();
const { header } = await restore({ place: place('to'), file, replace: false, now });
const restored = seconds();
console.log(JSON.stringify({ chats: header.rows.conversations, bytes, backup, restore: peak(), backupSeconds: +(backedUp - begun).toFixed(1), restoreSeconds: +(restored - backedUp).toFixed(1) })); // prettier-ignore
rmSync(directory, { recursive: true });
