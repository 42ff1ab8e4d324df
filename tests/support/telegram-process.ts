import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Those of `npm start`. */
const flags = ['--max-semi-space-size=2', '--v8-pool-size=2'];

export type Running = {
  readonly process: ChildProcess;
  /** What it wrote on standard error so far. */
  errors(): string;
  /** Fulfilled with the exit code once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
};

/** Starts a file of this repository as a process of its own, as `npm start` does it. */
export function startProcess(file: string, environment: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [...flags, join(root, file)], {
    cwd: root,
    env: { LOG_LEVEL: 'warn', ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  return {
    process: child,
    errors: () => written,
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
