import type { RateLimits } from '../coordination.ts';
import { atOnceOf, backAgainOf } from '../rate-limit.ts';
import type { Database, Statement } from './database.ts';

/** What a chat has left now, of the row that is kept. */
const left = 'least($2, kept.remaining + (excluded.at - kept.at) * $3)';
const refused = `${left} < CASE WHEN kept.told > 0 THEN $5 ELSE $4 END`;
/**
 * The rule of ../rate-limit.ts in one statement, by the clock of the database. Key, at once, a millisecond, weight, and
 * what must have come back after a notice; `told` counts the messages since the last one that was answered.
 */
const take: Statement = {
  name: 'rate-limits-take',
  text: `INSERT INTO vigie.rate_limits AS kept (key, remaining, at, told)
    VALUES (
      $1,
      CASE WHEN $2::float8 >= $4::float8 THEN $2::float8 - $4::float8 ELSE $2::float8 END,
      extract(epoch FROM clock_timestamp()) * 1000,
      CASE WHEN $2::float8 >= $4::float8 THEN 0 ELSE 1 END
    )
    ON CONFLICT (key) DO UPDATE SET
      at = excluded.at,
      told = CASE WHEN ${refused} THEN kept.told + 1 ELSE 0 END,
      remaining = ${left} - CASE WHEN ${refused} THEN 0 ELSE $4 END
    RETURNING told`,
};
const sweep: Statement = {
  name: 'rate-limits-sweep',
  text: 'DELETE FROM vigie.rate_limits WHERE at < extract(epoch FROM clock_timestamp()) * 1000 - 600000',
};
const takesBetweenSweeps = 1_000;
const minute = 60_000;

/** Limits counted over all workers. */
export function rateLimitsIn(database: Database): RateLimits {
  let takes = 0;
  return {
    limit: (name, perMinute) => {
      if (perMinute <= 0) return () => 'answer';
      const atOnce = atOnceOf(perMinute);
      return async (id, weight = 1) => {
        if (++takes % takesBetweenSweeps === 0) await database.runLong(sweep);
        const [row] = await database.run(take, [
          `${name} ${id}`,
          atOnce,
          perMinute / minute,
          weight,
          backAgainOf(perMinute),
        ]);
        const told = Number(row?.['told']);
        if (told === 0) return 'answer';
        return told === 1 ? 'notice' : 'pass-over';
      };
    },
  };
}
