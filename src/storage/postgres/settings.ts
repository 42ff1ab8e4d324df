import type { Settings } from '../settings.ts';
import type { Database, Statement } from './database.ts';

const statement = (name: string, text: string): Statement => ({ name: `settings-${name}`, text });
const get = statement('get', 'SELECT value FROM vigie.settings WHERE channel = $1 AND name = $2');
const set = statement(
  'set',
  'INSERT INTO vigie.settings (channel, name, value) VALUES ($1, $2, $3) ON CONFLICT (channel, name) DO UPDATE SET value = excluded.value',
);
const remove = statement('delete', 'DELETE FROM vigie.settings WHERE channel = $1 AND name = $2');

export function settingsIn(database: Database): Settings {
  return {
    async get(channel, name) {
      const [row] = await database.run(get, [channel, name]);
      return typeof row?.['value'] === 'string' ? row['value'] : null;
    },
    async set(channel, name, value) {
      await database.run(set, [channel, name, value]);
    },
    async delete(channel, name) {
      await database.run(remove, [channel, name]);
    },
  };
}
