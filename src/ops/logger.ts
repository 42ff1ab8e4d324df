import { isatty } from 'node:tty';
import pino from 'pino';
import type { Configuration, Variables } from './config.ts';
import { loggedError } from './logged-error.ts';
import { createScrubber } from './scrub.ts';

export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';
/** What stands in a line beside time, level, code and sentence: never a text, an id or a name of a person. */
export type Details = {
  readonly channel?: string;
  readonly error?: unknown;
  readonly [name: string]: unknown;
};

/** The operator's log. */
export type Log = {
  /** @param code what a machine looks for; the sentence is for people */
  write(level: Level, code: string, sentence: string, details?: Details): void;
  /** Whether lines of this level are written, so that nothing is made for nobody. */
  isOn(level: Level): boolean;
};

export type LogOptions = {
  readonly level: Configuration['logLevel'];
  /** The environment: the secrets in it are kept out of every line. */
  readonly variables: Variables;
  /** Whether the message of an error is a sentence of ours: it is said as it is, and no stack is needed. */
  readonly isForPeople: (error: unknown) => error is Error;
  /** Where lines go; standard error unless given. */
  readonly destination?: { write(line: string): void };
};

const standardError = 2;

/**
 * One line of JSON an event on standard error, readable columns when that is a terminal. Written at once: the last line
 * before a crash is there.
 */
export async function createLog({ level, variables, isForPeople, destination }: LogOptions): Promise<Log> {
  const scrub = createScrubber(variables);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: scrub.line },
    },
    destination ?? (isatty(standardError) ? await prettyStream(variables) : lineStream()),
  );
  return {
    isOn: (asked) => logger.isLevelEnabled(asked),
    write(at, code, sentence, { error, ...details } = {}) {
      if (!logger.isLevelEnabled(at)) return;
      const said = isForPeople(error) ? `${sentence}: ${error.message}` : sentence;
      const inner = error === undefined || isForPeople(error) ? undefined : loggedError(error, scrub);
      logger[at]({ code, ...details, error: inner }, scrub.secrets(said));
    },
  };
}

/** What cannot be written, as on a full disk, is kept up to this many bytes; the log is no reason to end. */
const mostKept = 1024 ** 2;
function lineStream() {
  const stream = pino.destination({ dest: standardError, sync: true, maxLength: mostKept });
  stream.on('error', () => undefined);
  return stream;
}

/** What a person at a terminal reads; not loaded elsewhere. */
async function prettyStream(variables: Variables) {
  const { default: pretty } = await import('pino-pretty');
  return pretty({
    destination: standardError,
    sync: true,
    colorize: (variables['NO_COLOR'] ?? '') === '',
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'code,channel',
    messageFormat: '{msg} ({code})',
  });
}
