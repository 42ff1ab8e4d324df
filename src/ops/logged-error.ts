import { withoutQuotes, type Scrubber } from './scrub.ts';

export type LoggedError = {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: readonly string[];
  readonly causes?: readonly LoggedError[];
};

const deepest = 4;
const widest = 4;
const longestMessage = 500;
/** Cut later than shown, so that no half of a secret is left at the end. */
const longestRead = 4_000;
const mostLines = 12;

/**
 * What a log may have of an error: its message and stack without secrets, numbers and quotes, and what caused it.
 * Fields that libraries put on their errors, such as the message that was to be sent, are left out.
 */
export function loggedError(error: unknown, scrub: Scrubber, depth = 0): LoggedError {
  if (!(error instanceof Error)) {
    const message =
      typeof error === 'string'
        ? scrub.foreign(error.slice(0, longestRead)).slice(0, longestMessage)
        : typeof error;
    return { name: 'unknown', message };
  }
  const quoted = error.message.slice(0, longestRead);
  const message = scrub.foreign(error instanceof SyntaxError ? withoutQuotes(quoted) : quoted);
  const causes = depth < deepest ? causesOf(error).slice(0, widest) : [];
  const code = 'code' in error ? error.code : 'error_code' in error ? error.error_code : undefined;
  return {
    name: error.name,
    message: message.slice(0, longestMessage),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack).map(scrub.secrets) }),
    ...(causes.length === 0 ? {} : { causes: causes.map((cause) => loggedError(cause, scrub, depth + 1)) }),
  };
}

/** grammY puts what went wrong under `error`, everybody else under `cause` or `errors`. */
function causesOf(error: Error): unknown[] {
  const inner = 'error' in error && error.error instanceof Error ? [error.error] : [];
  const cause = error.cause === undefined ? [] : [error.cause];
  const several = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [...inner, ...cause, ...several];
}

/** The places alone: the first lines repeat the message, which may have several. */
function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, mostLines)
    .map((line) => line.trim());
}
