import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Checked = { readonly code: number | null; readonly said: string; readonly errors: string };

/** Runs `npm start -- ARGUMENTS` in a directory of its own, in an environment that holds nothing else. */
export function runStart(
  directory: string,
  variables: Readonly<Record<string, string>> = {},
  parameters: readonly string[] = ['--check'],
): Promise<Checked> {
  const child = spawn(process.execPath, [join(root, 'src/start.js'), ...parameters], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: directory,
      DATA_DIR: join(root, 'data'),
      LOCALES_DIR: join(root, 'locales'),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, said, errors });
    });
  });
}
