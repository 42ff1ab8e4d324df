/** What a file may cost before it is refused. */
export type ReadingLimits = {
  /** Bytes of a file. */
  readonly bytes: number;
  /** Pixels of a picture, before anything of it is decoded. */
  readonly pixels: number;
  /** Milliseconds for one file, from when its turn comes. */
  readonly time: number;
  /** Files that wait for their turn. */
  readonly waiting: number;
  /** Milliseconds after which a reading process that nobody needs is ended. */
  readonly idle: number;
  /** Bytes of memory above which the reading process is replaced between two files. */
  readonly memory: number;
};

export const defaultLimits: ReadingLimits = {
  bytes: 20 * 1024 * 1024,
  pixels: 40_000_000,
  time: 20_000,
  waiting: 8,
  idle: 60_000,
  memory: 700 * 1024 * 1024,
};

/** Characters of a document that are kept. */
export const longestText = 12_000;
/** Pages of a document that are read. */
export const mostPages = 10;
