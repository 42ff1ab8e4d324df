import type { Refusal } from '../core/answers/picture.ts';
import type { PictureReader, PictureReading } from '../pictures/reading.ts';
import type { PictureContent, ReadContent } from './answering.ts';

/** Pictures of one message that are read; an album has no more. */
const mostPictures = 10;
/** How long the bytes of a picture may take to come, in milliseconds. */
const loadLimit = 60_000;

/** Reads the pictures of one message, one after the other. Never rejects; without a reader nothing is fetched. */
export async function readPictures(
  { caption, forwarded, loads }: PictureContent,
  reader: PictureReader | undefined,
): Promise<ReadContent> {
  const readings: (PictureReading | Refusal)[] = [];
  if (!reader) readings.push({ refused: 'unread' });
  else for (const load of loads.slice(0, mostPictures)) readings.push(await readOne(load, reader));
  return { kind: 'read', caption, forwarded, readings };
}

async function readOne(
  load: () => Promise<Uint8Array>,
  reader: PictureReader,
): Promise<PictureReading | Refusal> {
  try {
    return await reader.read(await inTime(load()));
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'too-large';
    return { refused: tooLarge ? 'too-large' : 'not-loaded' };
  }
}

async function inTime<T>(task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, loadLimit, new Error('the picture did not come in time'));
  });
  try {
    return await Promise.race([task, limit]);
  } finally {
    clearTimeout(timer);
  }
}
