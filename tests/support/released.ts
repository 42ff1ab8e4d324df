import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, '../storage/released');

/** Versions of the embedded store that were released; each file was written by the Vigie of its time. */
export const released: readonly number[] = readdirSync(directory)
  .flatMap((name) => /^v(\d+)\.sqlite$/.exec(name)?.slice(1) ?? [])
  .map(Number)
  .sort((a, b) => a - b);

/** Puts what this version wrote, about the chat "old" and the key of the tests, into a directory. */
export function copyReleased(version: number, to: string): void {
  copyFileSync(join(directory, `v${version}.sqlite`), join(to, 'vigie.sqlite'));
}
