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
