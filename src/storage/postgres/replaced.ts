import type { Database } from './database.ts';

const prefix = 'vigie_replaced_';

/** What the schema is called that was set aside at this time. */
export function replacedName(at: Date): string {
  return `${prefix}${at.toISOString().replace(/\W/g, '').toLowerCase()}`;
}

/** Removes schemas that were set aside before this time: chats of then are in them. */
export async function removeReplaced(database: Pick<Database, 'whole'>, before: Date): Promise<void> {
  await database.whole(async (run) => {
    const found = await run(
      {
        name: 'replaced',
        text: 'SELECT nspname AS name FROM pg_namespace WHERE nspname ~ $1 AND nspname < $2',
      },
      [`^${prefix}[0-9tz]+$`, replacedName(before)],
    );
    for (const { name } of found)
      await run({ name: '', text: `DROP SCHEMA IF EXISTS ${String(name)} CASCADE` });
  });
}
