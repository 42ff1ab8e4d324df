import { StorageError } from '../storage-error.ts';

const reading: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: correct the path',
  EISDIR: 'is a directory: name the file in it',
  EACCES: 'cannot be read by this user: run as the user of Vigie, or give the file to that user',
};
const refused =
  'cannot be written by this user: name a place that can be written, or run as the user of Vigie';
const writing: Readonly<Record<string, string>> = {
  ENOENT: 'is in a directory that is not there: make it first, or correct the path',
  ENOTDIR: 'is in a directory that is not there: correct the path',
  EISDIR: 'is a directory: name the file in it',
  EACCES: refused,
  EPERM: refused,
  EROFS: refused,
  ENOSPC: 'does not fit, the disk is full: free some space, or name a file on another disk',
  EDQUOT: 'does not fit, the disk is full: free some space, or name a file on another disk',
  EFBIG: 'is larger than the disk allows: name a file on another disk',
  EIO: 'could not be written: check the disk',
};

/** The error of a backup file as a sentence for the operator; anything else as it is. */
export function toFileError(error: unknown, file: string, doing: 'reading' | 'writing'): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const fault = (doing === 'reading' ? reading : writing)[error.code];
  return fault === undefined ? error : new StorageError(`${file} ${fault}.`, { cause: error });
}
