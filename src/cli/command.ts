import { EPIPE } from 'node:constants';
import { LocaleError } from '../assistant/lexicons.ts';
import { KnowledgeError } from '../knowledge/problem.ts';
import { ConfigurationError } from '../ops/config.ts';
import { loadEnvironmentFile } from '../ops/env-file.ts';

/** A command line that cannot be carried out; the message says how to write it. */
export class UsageError extends Error {
  readonly code = 'usage';
}

const usageExit = 2;
const dataExit = 1;

/**
 * Runs a command: what a person can mend ends with a sentence on standard error, usage with exit code 2,
 * data with 1. Anything else is a fault of ours and keeps its stack. What `.env` sets is in the environment before.
 *
 * @param expected further error classes whose message is meant for people
 * @param readsFile false: `.env` is left to the command
 */
export async function runCommand(
  run: (argv: string[]) => Promise<void>,
  expected: readonly (new (message: string) => Error)[] = [],
  { readsFile = true } = {},
): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.errno === -EPIPE ? 0 : dataExit); // "npm run ask | head" closes the pipe: nobody is left to tell
  });
  try {
    if (readsFile) loadEnvironmentFile();
    await run(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const usage =
      error instanceof UsageError ||
      error instanceof ConfigurationError ||
      ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const forPeople =
      usage ||
      error instanceof KnowledgeError ||
      error instanceof LocaleError ||
      expected.some((kind) => error instanceof kind);
    if (!forPeople) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = usage ? usageExit : dataExit;
  }
}
