import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Coordination } from '../../src/storage/coordination.ts';
import { openPostgresState } from '../../src/storage/postgres/postgres-state.ts';
import type { State } from '../../src/storage/state.ts';
import { TestPostgres } from './postgres.ts';
import { noon, secretKey } from './state.ts';

/** A PostgreSQL for the tests of a file; a test asks it for a database of its own. */
export function usePostgres(settings: readonly string[] = []): () => TestPostgres {
  let server: TestPostgres | undefined;
  beforeAll(async () => {
    server = await TestPostgres.start(settings);
  }, 60_000);
  afterAll(() => server?.stop());
  return () => {
    if (!server) throw new Error('PostgreSQL runs while tests run');
    return server;
  };
}

/** What somebody who looks into the database finds. */
export async function query(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
type Row = Readonly<Record<string, unknown>>;

export type Worker = {
  readonly state: State;
  readonly coordination: Coordination;
  /** What the operator was told. */
  readonly told: string[];
};

/** One of the workers that share a database, closed when the test ends. */
export async function openWorker(url: string, key: Uint8Array = secretKey): Promise<Worker> {
  const told: string[] = [];
  const opened = await openPostgresState({
    url,
    secretKey: key,
    now: () => noon,
    onProblem: (sentence) => told.push(sentence),
  });
  onTestFinished(() => opened.state.close());
  return { ...opened, told };
}

export type WorkerProcess = {
  /** Fulfilled when the worker has done it. */
  readonly order: (line: string) => Promise<void>;
  /** Fulfilled when the worker says this. */
  readonly says: (line: string) => Promise<void>;
  /** Ends it as a crash or the system does, in the middle of whatever it does. */
  readonly kill: () => void;
  /** Stops it without ending it: its connections stay, and say nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
};

/** A worker in a process of its own, killed when the test ends; what it obeys is in postgres-worker.ts. */
export async function startWorker(url: string): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'postgres-worker.ts'), url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface(child.stdout).on('line', (line) => {
    const heard = waiting.get(line);
    waiting.delete(line);
    if (heard) heard();
    else said.push(line);
  });
  const says = (line: string) =>
    new Promise<void>((fulfil) => {
      const index = said.indexOf(line);
      if (index === -1) waiting.set(line, fulfil);
      else {
        said.splice(index, 1);
        fulfil();
      }
    });
  await says('ready');
  return {
    says,
    order(line) {
      child.stdin.write(`${line}\n`);
      return says(line);
    },
    kill: () => child.kill('SIGKILL'),
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
  };
}
