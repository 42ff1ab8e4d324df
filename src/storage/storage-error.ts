/** State that cannot be kept or read: the message names the file, what is wrong, and the mend. */
export class StorageError extends Error {
  readonly code: string = 'storage-failed';
}

/** Whether the state that workers share cannot be reached now: what needs it may be asked again later. */
export function isAway(error: unknown): boolean {
  return error instanceof StorageError && error.code === 'database-away';
}

const mends: Readonly<Record<string, string>> = {
  full: 'the disk is full: free some space',
  refused: 'cannot be written: give it to the user that runs Vigie, or set STATE_DIR to another directory',
  busy: 'is in use by another process: start one Vigie for a STATE_DIR',
  damaged: 'is damaged',
  gone: 'is not there: set STATE_DIR to a directory that can be written and stays',
  broken: 'cannot be read or written: check the disk',
};

// https://sqlite.org/rescode.html and errno(3)
const sqliteCodes: Readonly<Record<number, string>> = {
  3: 'refused',
  5: 'busy',
  6: 'busy',
  8: 'refused',
  10: 'broken',
  11: 'damaged',
  13: 'full',
  14: 'refused',
  26: 'damaged',
};
const systemCodes: Readonly<Record<string, string>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
  ENOTDIR: 'refused',
  EISDIR: 'refused',
  EEXIST: 'refused',
  EIO: 'broken',
  ENOENT: 'gone',
};

function faultOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteCodes[error.errcode & 0xff];
  return 'code' in error && typeof error.code === 'string' ? systemCodes[error.code] : undefined;
}

/** Whether the content of a database file, and not its place, is what failed. */
export function isDamage(error: unknown): boolean {
  return faultOf(error) === 'damaged';
}

/** The error as a sentence for the operator, when the world is to blame; anything else as it is. */
export function toStorageError(error: unknown, file: string): unknown {
  const mend = mends[faultOf(error) ?? ''];
  return mend === undefined ? error : new StorageError(`${file}: ${mend}`, { cause: error });
}
