import { countedBy, type Figures } from '../archive/figures.ts';
import { withReading } from './archive-source.ts';
import { placeOf } from './database-error.ts';
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
    const tallies = await query('SELECT day, kind, name, count FROM vigie.tallies ORDER BY day, kind, name');
    return {
      place: `PostgreSQL ${placeOf(url)}`,
      bytes: Number(size?.['bytes']),
      schema,
      ...(await countedBy(first, 'vigie.', now)),
      tallies: tallies.map(tallyOf),
    };
  });
}
