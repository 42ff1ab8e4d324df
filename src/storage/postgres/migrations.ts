import { StorageError } from '../storage-error.ts';
import type { Database, Run, Statement } from './database.ts';
import { placeOf } from './database-error.ts';

/** One step for each version; a released step never changes, a new one is added below it. */
const migrations: readonly string[] = [
  `CREATE TABLE vigie.conversations (
    id text PRIMARY KEY,
    value text NOT NULL,
    at bigint NOT NULL,
    day integer NOT NULL
  ) WITH (fillfactor = 70);
  CREATE INDEX conversations_by_day ON vigie.conversations (day);
  CREATE TABLE vigie.processed_messages (
    key bytea PRIMARY KEY,
    at bigint NOT NULL
  );
  CREATE INDEX processed_messages_by_time ON vigie.processed_messages (at);
  CREATE TABLE vigie.settings (
    channel text NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (channel, name)
  );
  CREATE TABLE vigie.subscribers (
    id text PRIMARY KEY,
    channel text NOT NULL,
    address bytea NOT NULL,
    at bigint NOT NULL
  );
  CREATE TABLE vigie.subscriptions (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL REFERENCES vigie.subscribers ON DELETE CASCADE,
    subject text NOT NULL,
    told text NOT NULL,
    UNIQUE (id, subject)
  );
  CREATE INDEX subscriptions_by_state ON vigie.subscriptions (subject, told);
  CREATE TABLE vigie.alert_line (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE REFERENCES vigie.subscribers ON DELETE CASCADE,
    channel text NOT NULL,
    due bigint NOT NULL,
    tries integer NOT NULL DEFAULT 0
  );
  CREATE INDEX alert_line_by_channel ON vigie.alert_line (channel, number);
  CREATE TABLE vigie.campaigns (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sketch bytea NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    chats integer NOT NULL,
    verdict text NOT NULL,
    signs text NOT NULL,
    sender text
  );
  CREATE INDEX campaigns_by_last ON vigie.campaigns (last);
  CREATE TABLE vigie.campaign_bands (
    band bigint NOT NULL,
    campaign bigint NOT NULL REFERENCES vigie.campaigns ON DELETE CASCADE,
    PRIMARY KEY (band, campaign)
  );
  CREATE INDEX campaign_bands_by_campaign ON vigie.campaign_bands (campaign);
  CREATE TABLE vigie.campaign_reports (
    campaign bigint NOT NULL REFERENCES vigie.campaigns ON DELETE CASCADE,
    chat bytea NOT NULL,
    day integer NOT NULL,
    PRIMARY KEY (campaign, chat)
  );
  CREATE INDEX campaign_reports_by_chat ON vigie.campaign_reports (chat);
  CREATE INDEX campaign_reports_by_day ON vigie.campaign_reports (day);
  CREATE TABLE vigie.tallies (
    day integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (day, kind, name)
  );
  CREATE UNLOGGED TABLE vigie.rate_limits (
    key text PRIMARY KEY,
    remaining double precision NOT NULL,
    at double precision NOT NULL,
    told integer NOT NULL
  ) WITH (fillfactor = 50)`,
];

/** What the schema of this Vigie is called. */
export const schemaVersion = migrations.length;

/** Oldest PostgreSQL that its makers still mend; see https://www.postgresql.org/support/versioning/ */
export const oldestServer = 14;
/** A step over many rows takes its time, and the workers beside wait for it. In milliseconds. */
const patience = 10 * 60_000;
const unhurried = (text: string): Statement => ({ name: '', text, query_timeout: patience });

/**
 * Brings the schema of any released version up to this one. Workers that start together do it once.
 *
 * @throws {StorageError} when the server is too old, or the schema is one of a newer Vigie
 */
export async function migrate(database: Pick<Database, 'whole'>, url: string): Promise<void> {
  const refuse = (fault: string) => new StorageError(`DATABASE_URL: ${placeOf(url)} ${fault}`);
  await database.whole(async (run) => {
    const [server] = await run(unhurried(`SELECT current_setting('server_version_num') AS number`));
    const major = Math.floor(Number(server?.['number']) / 10_000);
    if (major < oldestServer)
      throw refuse(`is PostgreSQL ${major}: use version ${oldestServer} or a newer one`);
    await run(unhurried(`SET LOCAL statement_timeout = ${patience}`));
    await run(unhurried(`SELECT pg_advisory_xact_lock(hashtextextended('vigie migrations', 0))`));
    const version = await versionOf(run);
    if (version > migrations.length)
      throw refuse(
        `was written by a newer Vigie (version ${version}, known: ${migrations.length}): start that one, or name another database`,
      );
    for (const step of migrations.slice(version))
      for (const part of step.split(';')) await run(unhurried(part));
    if (version < migrations.length)
      await run(unhurried('INSERT INTO vigie.schema_versions (version) VALUES ($1)'), [migrations.length]);
  });
}

async function versionOf(run: Run): Promise<number> {
  // asked first: creating what exists still asks for the right to create
  const [table] = await run(unhurried(`SELECT to_regclass('vigie.schema_versions') AS name`));
  if (table?.['name'] === null) {
    await run(unhurried('CREATE SCHEMA IF NOT EXISTS vigie'));
    await run(unhurried('CREATE TABLE vigie.schema_versions (version integer PRIMARY KEY)'));
  }
  const [row] = await run(
    unhurried('SELECT coalesce(max(version), 0) AS version FROM vigie.schema_versions'),
  );
  return Number(row?.['version']);
}
