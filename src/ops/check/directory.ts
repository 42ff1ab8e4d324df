import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { note, ok, systemCode, toMend, type Finding } from './finding.ts';

const mebibyte = 1024 ** 2;
const leastFree = 20 * mebibyte;
const wantedFree = 500 * mebibyte;
// statfs(2): kinds of file systems that keep nothing, or in which nothing can be made
const inMemory = new Set([0x01021994, 0x858458f6]);
const notForFiles = new Set([0x9fa0, 0x62656572, 0x1cd1]);

/** Whether the directory of the state can be used, or made. Makes nothing. */
export async function checkDirectory(name: string, directory: string): Promise<Finding[]> {
  const path = resolve(directory);
  const place = `${name} (${path})`;
  const refuse = (fault: string) => [toMend(`${place} ${fault}`)];
  const there = await nearest(path);
  if ('code' in there) return refuse(`cannot be looked at (${there.code}): set ${name} to another directory`);
  if (!there.isDirectory)
    return refuse(
      there.path === path
        ? `is a file and no directory: remove it, or set ${name} to another path`
        : `cannot be made, as ${there.path} is a file: set ${name} to another path`,
    );
  const { type, bavail, bsize } = await statfs(there.path);
  const rights = await access(there.path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => null,
    systemCode,
  );
  if (notForFiles.has(type) || rights !== null)
    return refuse(
      rights === 'EROFS'
        ? `is on a file system that is read-only: mount a volume there, or set ${name} to another directory`
        : `cannot be written by the user that runs this: give it to that user (chown), or set ${name} to another directory`,
    );
  const free = bavail * bsize;
  if (free < leastFree) return refuse(`has ${sizeOf(free)} free: free some space on its disk`);
  const findings = [
    ok(`${place} can be ${there.path === path ? 'written' : 'made'}, ${sizeOf(free)} are free`),
  ];
  if (free < wantedFree)
    findings.push(note(`${place} has little room: WhatsApp's login and a large state want 500 MiB and more`));
  if (inMemory.has(type))
    findings.push(note(`${place} is kept in memory and is lost with it: use a directory on a disk`));
  return findings;
}

type Nearest = { readonly path: string; readonly isDirectory: boolean } | { readonly code: string };

/** The path itself, or the first one above it that is there. */
async function nearest(path: string): Promise<Nearest> {
  try {
    return { path, isDirectory: (await stat(path)).isDirectory() };
  } catch (error) {
    const code = systemCode(error);
    const above = dirname(path);
    return ['ENOENT', 'ENOTDIR'].includes(code) && above !== path ? nearest(above) : { code };
  }
}

function sizeOf(bytes: number): string {
  return bytes >= 1024 * mebibyte
    ? `${(bytes / 1024 / mebibyte).toFixed(1)} GiB`
    : `${Math.floor(bytes / mebibyte)} MiB`;
}
