import type { DatabaseSync } from 'node:sqlite';
import { StorageError } from './storage-error.ts';

/** One step for each version; a released step never changes, a new one is added below it. */
const migrations: readonly string[] = [
  `CREATE TABLE conversations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE processed_messages (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE settings (
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (channel, name)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE subscribers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    address BLOB NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE subscriptions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    told TEXT NOT NULL,
    UNIQUE (id, subject)
  ) STRICT;
  CREATE INDEX subscriptions_by_state ON subscriptions (subject, told);
  CREATE TABLE alert_line (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX alert_line_by_channel ON alert_line (channel, number)`,
  `CREATE TABLE campaigns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sketch BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    chats INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    signs TEXT NOT NULL,
    sender TEXT
  ) STRICT;
  CREATE INDEX campaigns_by_last ON campaigns (last);
  CREATE TABLE campaign_bands (
    band INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    PRIMARY KEY (band, campaign)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE campaign_reports (
    campaign INTEGER NOT NULL,
    chat BLOB NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (campaign, chat)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX campaign_reports_by_chat ON campaign_reports (chat);
  CREATE INDEX campaign_reports_by_day ON campaign_reports (day)`,
  // what people said of verdicts was counted among the settings, without a day: it counts for the day of the upgrade
  `CREATE TABLE tallies (
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, kind, name)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO tallies (day, kind, name, count)
    SELECT unixepoch() / 86400, 'feedback', name, CAST(value AS INTEGER) FROM settings WHERE channel = 'feedback';
  DELETE FROM settings WHERE channel = 'feedback'`,
];

/** What the schema of this Vigie is called. */
export const schemaVersion = migrations.length;

export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** @throws {StorageError} when a newer Vigie wrote the database */
export function checkNotNewer(database: DatabaseSync, file: string): void {
  const version = versionOf(database);
  if (version > schemaVersion)
    throw new StorageError(
      `${file}: was written by a newer Vigie (version ${version}, known: ${schemaVersion}): start that one, or set STATE_DIR to another directory`,
    );
}

/** Brings a database of any released version up to this one, whole steps only. */
export function migrate(database: DatabaseSync, file: string): void {
  checkNotNewer(database, file);
  const version = versionOf(database);
  for (const [index, step] of migrations.entries())
    if (index >= version)
      database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
}
