import type { Counts } from './ports.ts';
import { keyCheckFor, keyOf, type Place } from './place.ts';
import { keyCheckOf, openReading, sqliteSource } from './sqlite-source.ts';
import { writeArchive } from './write.ts';

export type BackUpOptions = {
  readonly place: Place;
  readonly file: string;
  /** Whether the key goes into the file: without it, whoever restores must have it from elsewhere. */
  readonly withKey: boolean;
  readonly now: Date;
};

export type BackUpReport = { readonly bytes: number; readonly rows: Counts };

/**
 * Writes the state as it is now into one file, beside a Vigie that runs.
 *
 * @throws {StorageError} naming what cannot be read or written, and the mend
 */
export async function backUp({ place, file, withKey, now }: BackUpOptions): Promise<BackUpReport> {
  const { source, keyCheck } = await openSource(place);
  try {
    const key = await keyOf(place, keyCheck);
    const header = { made: now, keyCheck: keyCheckFor(key), secretKey: withKey ? key : null };
    const rows = await source.counts();
    return { bytes: await writeArchive(file, { ...header, rows }, source), rows };
  } finally {
    await source.close();
  }
}

async function openSource({ databaseUrl, directory }: Place) {
  if (databaseUrl !== null) {
    const { openPostgresSource } = await import('../postgres/archive-source.ts');
    return openPostgresSource(databaseUrl);
  }
  const reading = openReading(directory);
  return { source: sqliteSource(reading), keyCheck: keyCheckOf(reading) };
}
