import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { fillWithEverything } from './full-state.ts';
import { openTestState, secretKey } from './state.ts';

const root = resolve(import.meta.dirname, '../..');

/** Every row of an embedded store, without the numbers that say nothing. */
export function dumpOf(directory: string): Record<string, unknown[]> {
  const database = new DatabaseSync(join(directory, 'vigie.sqlite'), { readOnly: true });
  try {
    const names = database
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
      .all()
      .map(({ name }) => String(name));
    return Object.fromEntries(
      names.map((name) => {
        const rows = database.prepare(`SELECT * FROM ${name}`).all();
        const lines = rows.map(({ number, ...row }) =>
          JSON.stringify(name === 'campaigns' ? { number, ...row } : row),
        );
        return [name, lines.sort()];
      }),
    );
  } finally {
    database.close();
  }
}

/** Every file below a directory, with its rights and content. */
export function filesIn(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => {
        const path = join(directory, name);
        const { mode } = statSync(path);
        return [
          name,
          `${(mode & 0o777).toString(8)} ${statSync(path).isFile() ? readFileSync(path, 'hex') : ''}`,
        ];
      }),
  );
}

/** The key of the tests, where Vigie looks for it. */
export function writeKey(directory: string, key: Uint8Array = secretKey): void {
  writeFileSync(join(directory, 'secret.key'), `${Buffer.from(key).toString('hex')}\n`, { mode: 0o600 });
}

/** Something in every table, and the key beside it; nobody has it open. */
export async function fillDirectory(directory: string): Promise<void> {
  writeKey(directory);
  const state = openTestState(directory);
  await fillWithEverything(state, createSketcher(secretKey));
  await state.close();
}

export type Said = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `npm run state` on a directory or a database. */
export function stateCommand(argv: readonly string[], variables: Readonly<Record<string, string>>): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/cli/state.ts'), ...argv], {
    encoding: 'utf8',
    cwd: root,
    env: { PATH: process.env['PATH'], ...variables },
  });
  return { status, stdout, stderr };
}
