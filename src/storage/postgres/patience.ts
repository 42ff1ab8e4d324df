import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, isConflict, toDatabaseError } from './database-error.ts';

/** Runs work that bears to be run twice; waits out a database that is away for a moment. */
export type Patience = {
  /** @throws {DatabaseError} when the database stays away, naming DATABASE_URL, the fault and the mend */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** From now on nothing is waited for. */
  end(): void;
};

/** A restart of the database takes some seconds: what is asked meanwhile waits. In milliseconds. */
export const usualPatience = 15_000;
const firstDelay = 50;
const longestDelay = 1_000;
/** Two transactions that wait for each other: one of them was undone, and goes through now. */
const mostConflicts = 5;
/** The operator is told no more often, in milliseconds. */
const betweenSentences = 60_000;

export type PatienceOptions = {
  readonly url: string;
  /** How long a database that is away is waited for, in milliseconds. */
  readonly longest: number;
  /** Is told when the database goes away, and when it is back. */
  readonly onProblem: (sentence: string) => void;
  /** The same, as true and false. */
  readonly onFailing?: ((failing: boolean) => void) | undefined;
};

export function createPatience({ url, longest, onProblem, onFailing }: PatienceOptions): Patience {
  let awaySince: number | null = null;
  let toldAt = -Infinity;
  let told = false;
  let ended = false;

  function away(fault: DatabaseError): void {
    if (awaySince === null) onFailing?.(true);
    awaySince ??= performance.now();
    if (told || ended || performance.now() - toldAt < betweenSentences) return;
    told = true;
    toldAt = performance.now();
    onProblem(`${fault.message}. Until then no message is answered; Telegram and WhatsApp keep them.`);
  }
  function back(): void {
    awaySince = null;
    onFailing?.(false);
    if (told) onProblem('DATABASE_URL: the database is back.');
    told = false;
  }

  return {
    async run(work) {
      const begin = performance.now();
      let conflicts = 0;
      for (let delay = firstDelay; ; delay = Math.min(delay * 2, longestDelay)) {
        try {
          const result = await work();
          if (awaySince !== null) back();
          return result;
        } catch (error) {
          if (isConflict(error) && ++conflicts <= mostConflicts) continue;
          const fault = toDatabaseError(error, url);
          if (!(fault instanceof DatabaseError) || !fault.passing) throw fault;
          away(fault);
          // who comes when it has been away for long is not kept waiting
          if (ended || performance.now() - Math.min(begin, awaySince ?? begin) > longest) throw fault;
          await pause(delay);
        }
      }
    },
    end() {
      ended = true;
    },
  };
}
