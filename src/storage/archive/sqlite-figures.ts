import { existsSync, statSync } from 'node:fs';
import { prepareTalliesSince, talliesSince } from '../sqlite-tallies.ts';
import { schemaVersion } from '../migrations.ts';
import { countedBy, type Figures } from './figures.ts';
import { openReading } from './sqlite-source.ts';

/**
 * Reads only, beside a Vigie that runs.
 *
 * @throws {StorageError} when there is no state, or it cannot be read
 */
export async function sqliteFigures(directory: string, now: Date): Promise<Figures> {
  const { database, file, close } = openReading(directory);
  try {
    const counted = await countedBy(
      (statement) => Promise.resolve(database.prepare(statement).get()),
      '',
      now,
    );
    const files = [file, `${file}-wal`].filter((path) => existsSync(path));
    return {
      place: file,
      bytes: files.reduce((sum, path) => sum + statSync(path).size, 0),
      schema: schemaVersion,
      ...counted,
      tallies: talliesSince({ since: prepareTalliesSince(database) }, new Date(0)),
    };
  } finally {
    close();
  }
}
