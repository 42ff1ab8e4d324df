// Writes tests/storage/released/vN.sqlite, N being the version as it stands: run it once before a further migration.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { schemaVersion } from '../../src/storage/migrations.ts';
import { openSqliteState } from '../../src/storage/sqlite-state.ts';
import { fillWithEverything } from './full-state.ts';
import { noon, secretKey } from './state.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-released-'));
const state = openSqliteState({ directory, secretKey, now: () => noon, onProblem: console.error });
await fillWithEverything(state, createSketcher(secretKey));
await state.close();
const file = join(directory, 'vigie.sqlite');
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = DELETE; VACUUM');
database.close();
copyFileSync(file, join(import.meta.dirname, `../storage/released/v${schemaVersion}.sqlite`));
rmSync(directory, { recursive: true });
