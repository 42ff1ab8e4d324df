import type { ArchiveRow, TableName } from './tables.ts';

export type Counts = Readonly<Record<TableName, number>>;

/** A state as it was at one moment, whatever is written meanwhile. */
export type ArchiveSource = {
  counts(): Promise<Counts>;
  /** All rows, some hundred at a time. */
  rows(): AsyncIterable<readonly ArchiveRow[]>;
  close(): Promise<void>;
};

/** A state that is being written back. Nobody sees anything of it before it is put in place. */
export type ArchiveTarget = {
  add(rows: readonly ArchiveRow[]): Promise<void>;
  /** Puts all of it in place; where the state that stood there before is now, or null. */
  putInPlace(): Promise<string | null>;
  /** Leaves everything as it was. After `putInPlace` it only tidies up. */
  close(): Promise<void>;
};

export const rowsAtOnce = 500;
