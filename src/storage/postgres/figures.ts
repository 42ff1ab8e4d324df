import { countedBy, type Figures } from '../archive/figures.ts';
import { withReading } from './archive-source.ts';
import { placeOf } from './database-error.ts';
import type { Tally } from '../tallies.ts';
import { tallyOf } from './tallies.ts';

/**
 * Reads only, beside workers that run.
 *
 * @throws {StorageError} when the database cannot be reached, or holds no state
 */
export function postgresFigures(url: string, now: Date): Promise<Figures> {
  return withReading(url, async (query, schema) => {
    const first = async (statement: string) => (await query(statement))[0];
    const size = await first(
      `SELECT coalesce(sum(pg_total_relation_size(oid)), 0) AS bytes FROM pg_class WHERE relnamespace = 'vigie'::regnamespace AND relkind = 'r'`,
    );
    const tallies = await query(allTallies);
    return {
      place: `PostgreSQL ${placeOf(url)}`,
      bytes: Number(size?.['bytes']),
      schema,
      ...(await countedBy(first, 'vigie.', now)),
      tallies: tallies.map(tallyOf),
    };
  });
}

const allTallies = 'SELECT day, kind, name, count FROM vigie.tallies ORDER BY day, kind, name';

/** The counts alone, read beside workers that run. Throws as `postgresFigures` does. */
export function postgresTallies(url: string): Promise<readonly Tally[]> {
  return withReading(url, async (query) => (await query(allTallies)).map(tallyOf));
}
