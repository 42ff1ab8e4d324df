import type { StatementSync } from 'node:sqlite';

export type TransactionStatements = {
  readonly begin: StatementSync;
  readonly commit: StatementSync;
  readonly rollback: StatementSync;
};

/** All of the work is written, or nothing of it. */
export function whole<T>({ begin, commit, rollback }: TransactionStatements, work: () => T): T {
  begin.run();
  try {
    const result = work();
    commit.run();
    return result;
  } catch (error) {
    try {
      rollback.run();
    } catch {
      // SQLite has rolled back by itself, as it does on a full disk
    }
    throw error;
  }
}
