import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');
const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

let found: Promise<string> | null = null;

/** The browser that comes with `npm ci`, unpacked once into a directory that all runs share. */
export function chromiumPath(): Promise<string> {
  found ??= findOrUnpack();
  return found;
}

async function findOrUnpack(): Promise<string> {
  const { version } = createRequire(import.meta.url)(
    join(root, 'node_modules/@sparticuz/chromium/package.json'),
  ) as { version: string };
  const cache = join(root, 'node_modules/.cache');
  const directory = join(cache, `chromium-${version}`);
  const executable = join(directory, 'chromium');
  if (existsSync(executable)) return executable;
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(join(cache, 'chromium-unpacking-'));
  try {
    // it unpacks into the directory for temporary files
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: root,
      env: { ...process.env, TMPDIR: own },
    });
    await rename(own, directory); // all at once, so that nobody sees a half of it
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(executable)) throw error; // else somebody else was faster
  }
  return executable;
}
