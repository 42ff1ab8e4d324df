import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));
/** What it may read: the code and the libraries, not the state and not the configuration. */
const readable = ['../', '../../node_modules/', '../../package.json'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
/** Megabytes of JavaScript objects; pixels stand outside of them. */
const heap = 512;

/**
 * Starts the process that opens files. It sees no configuration and no secret, may write nothing and start nothing,
 * prints nothing, gives way to the text answers, and does not keep this process alive.
 *
 * @param program the file it runs
 */
export function startProcess(program: string = worker): ChildProcess {
  const child = fork(program, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // a user whom the system does not know, as in many containers, has no home, and pdfjs-dist wants one to load
    env: { HOME: '/' },
    execArgv: [
      `--max-old-space-size=${heap}`,
      '--no-warnings',
      '--permission',
      '--allow-addons',
      '--allow-worker',
      ...[program, ...readable].map((path) => `--allow-fs-read=${path}`),
    ],
  });
  lowerPriority(child);
  child.unref();
  child.channel?.unref();
  return child;
}

/** At once, so that the threads it will start inherit it. */
function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // it already ended, or the system does not allow it
  }
}
