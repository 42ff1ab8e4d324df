import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type BrowserProcess = {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly command: readonly string[];
};

/** How long a browser may take to end when asked to, in milliseconds; then it is killed. */
const endLimit = 2_000;
/** How often it is looked whether a process that is no child of ours has ended, in milliseconds. */
const look = 20;

/** What runs now, from /proc; nothing where there is none. Processes that have ended and wait for their parent are left out. */
function runningProcesses(): BrowserProcess[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)) ?? []);
  } catch {
    return [];
  }
}

function readProcess(pid: number): BrowserProcess | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // the name, in parentheses, may hold anything
    const [state, parent, group] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return { pid, parent: Number(parent), group: Number(group), command };
  } catch {
    return null; // it has ended meanwhile
  }
}

const hasProfile = (profile: string) => {
  const argument = `--user-data-dir=${profile}`;
  return ({ command }: BrowserProcess) => command.includes(argument);
};

/**
 * The processes of a browser: those that were started on exactly this profile, that of the given number, all that came
 * of them.
 */
export function browserProcesses(profile: string, pid: number | null): BrowserProcess[] {
  const running = runningProcesses();
  const isOwn = hasProfile(profile);
  const found = new Set(running.filter((one) => isOwn(one) || one.pid === pid || one.group === pid));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    const numbers = new Set([...found].map((one) => one.pid));
    for (const one of running) if (numbers.has(one.parent) || numbers.has(one.group)) found.add(one);
  }
  return [...found].filter((one) => one.pid !== process.pid);
}

/** Whether a living Node process other than this one runs a browser on this profile. */
export function isProfileInUse(profile: string): boolean {
  return runningProcesses()
    .filter(hasProfile(profile))
    .some(({ parent }) => {
      if (parent === process.pid) return false;
      try {
        return basename(readlinkSync(`/proc/${parent}/exe`)).startsWith('node');
      } catch {
        return false; // its parent has ended, or belongs to somebody else
      }
    });
}

/** Ends every process of the browser: asked at first, killed when that takes too long. Fulfilled when none runs. */
export async function endBrowserProcesses(profile: string, pid: number | null): Promise<void> {
  const remaining = () => browserProcesses(profile, pid);
  if (remaining().length === 0) return;
  signal(remaining(), 'SIGTERM');
  for (let waited = 0; waited < endLimit && remaining().length > 0; waited += look) await pause(look);
  for (let waited = 0; waited < endLimit && remaining().length > 0; waited += look) {
    signal(remaining(), 'SIGKILL');
    await pause(look);
  }
}

function signal(processes: readonly BrowserProcess[], name: NodeJS.Signals): void {
  for (const { pid } of processes)
    try {
      process.kill(pid, name);
    } catch {
      // it has ended meanwhile
    }
}

/** Memory of all processes of the browser in bytes, what they share counted once; 0 where there is no /proc. */
export async function browserMemory(profile: string, pid: number | null): Promise<number> {
  const shares = await Promise.all(browserProcesses(profile, pid).map((one) => memoryOf(one.pid)));
  return shares.reduce((sum, share) => sum + share, 0);
}

const pageSize = 4096;

async function memoryOf(pid: number): Promise<number> {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'latin1');
    const kibibytes = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  } catch {
    // a sandboxed process shows it to root only
  }
  try {
    const [, resident = 0, shared = 0] = (await readFile(`/proc/${pid}/statm`, 'latin1'))
      .split(' ')
      .map(Number);
    return (resident - shared) * pageSize;
  } catch {
    return 0;
  }
}
