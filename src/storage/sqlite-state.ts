import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createPseudonym, isPseudonym } from '../privacy/pseudonym.ts';
import { createAddressCipher } from './address-cipher.ts';
import { databaseName } from './database-name.ts';
import { decodeConversation, encodeConversation } from './conversation-codec.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ProcessedMessages } from './processed-messages.ts';
import type { Settings } from './settings.ts';
import { reporterHash, type ReporterHash } from './reporter-hash.ts';
import { campaignsIn, forgetReporter, prepareCampaigns } from './sqlite-campaigns.ts';
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts';
import { endSubscriber, prepareSubscriptions, subscriptionsIn } from './sqlite-subscriptions.ts';
import { prepareTallies, talliesIn } from './sqlite-tallies.ts';
import type { State } from './state.ts';
import { StorageError } from './storage-error.ts';

export type SqliteStateOptions = {
  readonly directory: string;
  /** 32 bytes; the state can be opened with no other key. */
  readonly secretKey: Uint8Array;
  readonly now: () => Date;
  /** Is told what the operator should know, in a sentence. */
  readonly onProblem: (sentence: string) => void;
};

/** Messages remembered, in rows: several hours of a very busy evening. */
const maximumMessages = 200_000;
const messagesBetweenTrims = 100;
/** Rows looked at in one go: about a millisecond. */
const rowsBetweenPauses = 2_000;
/** Half of the hash is plenty to tell messages apart. */
const messageKeyBytes = 16;

/**
 * Opens the state kept in one SQLite file. What a promise fulfilled says is kept survives a killed process.
 *
 * @throws {StorageError} when the file cannot be used, naming it and the mend
 */
export function openSqliteState({ directory, secretKey, now, onProblem }: SqliteStateOptions): State {
  const path = join(directory, databaseName);
  const file = openSqliteFile({ file: path, prepare, now, onProblem });
  try {
    checkKey(file, path, createPseudonym(secretKey, 'key-check')('', ''));
  } catch (error) {
    file.close();
    throw error;
  }
  const reporter = reporterHash(createPseudonym(secretKey, 'reporter'));
  const close = () => {
    file.close();
    return Promise.resolve();
  };
  return {
    conversations: { ...conversationsIn(file, reporter, now), close },
    processed: processedIn(file, createPseudonym(secretKey, 'message')),
    settings: settingsIn(file),
    subscriptions: subscriptionsIn(
      (work) => file.run(({ subscriptions }) => work(subscriptions)),
      createAddressCipher(secretKey),
    ),
    campaigns: campaignsIn((work) => file.run(({ campaigns }) => work(campaigns)), reporter),
    tallies: talliesIn((work) => file.run(({ tallies }) => work(tallies))),
    close,
  };
}

function prepare(database: DatabaseSync) {
  return {
    conversation: database.prepare('SELECT value FROM conversations WHERE id = ?'),
    keepConversation: database.prepare(
      'INSERT INTO conversations (id, value, at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value, at = excluded.at',
    ),
    forgetConversation: database.prepare('DELETE FROM conversations WHERE id = ?'),
    lastConversation: database.prepare('SELECT max(number) AS number FROM conversations'),
    forgetSilent: database.prepare('DELETE FROM conversations WHERE number > ? AND number <= ? AND at < ?'),
    message: database.prepare('SELECT 1 FROM processed_messages WHERE key = ?'),
    rememberMessage: database.prepare(
      'INSERT INTO processed_messages (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING',
    ),
    forgetMessages: database.prepare('DELETE FROM processed_messages WHERE at < ?'),
    trimMessages: database.prepare('DELETE FROM processed_messages WHERE number <= ?'),
    setting: database.prepare('SELECT value FROM settings WHERE channel = ? AND name = ?'),
    keepSetting: database.prepare(
      'INSERT INTO settings (channel, name, value) VALUES (?, ?, ?) ON CONFLICT (channel, name) DO UPDATE SET value = excluded.value',
    ),
    deleteSetting: database.prepare('DELETE FROM settings WHERE channel = ? AND name = ?'),
    emptyLog: database.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
    subscriptions: prepareSubscriptions(database),
    campaigns: prepareCampaigns(database),
    tallies: prepareTallies(database),
  };
}
type Statements = ReturnType<typeof prepare>;
type File = SqliteFile<Statements>;

/** Another key would find none of the chats again, and could forget none: better to say so than to begin anew in silence. */
function checkKey(file: File, path: string, fingerprint: string): void {
  file.run(({ setting, keepSetting }) => {
    const known = setting.get('', 'key-check')?.['value'];
    if (known === undefined) keepSetting.run('', 'key-check', fingerprint);
    else if (known !== fingerprint)
      throw new StorageError(
        `${path}: was written with another SECRET_KEY: give that one again, or remove the file to begin anew`,
      );
  });
}

function conversationsIn(
  file: File,
  reporter: ReporterHash,
  now: () => Date,
): Omit<ConversationStore, 'close'> {
  return {
    get: (id) =>
      promised(() => {
        const value = file.run(({ conversation }) => conversation.get(id))?.['value'];
        return typeof value === 'string' ? decodeConversation(value) : null;
      }),
    set: (id, conversation, at) =>
      promised(() => {
        if (!isPseudonym(id)) throw new TypeError('a conversation is kept under its pseudonym alone');
        const value = encodeConversation(conversation);
        file.run(({ keepConversation }) => keepConversation.run(id, value, at.getTime()));
      }),
    forget: (id) =>
      promised(() => {
        file.run(({ forgetConversation, emptyLog, subscriptions, campaigns }) => {
          const subscribed = endSubscriber(subscriptions, id);
          const reported = forgetReporter(campaigns, reporter, id, now());
          // the deleted bytes are overwritten in the file, and the log that still holds them is emptied
          if (forgetConversation.run(id).changes !== 0 || subscribed || reported) emptyLog.get();
        });
      }),
    async forgetSilentSince(before) {
      const last = file.run(({ lastConversation }) => Number(lastConversation.get()?.['number'] ?? 0));
      let forgotten = 0;
      for (let number = 0; number < last; number += rowsBetweenPauses) {
        forgotten += file.run(({ forgetSilent }) =>
          Number(forgetSilent.run(number, number + rowsBetweenPauses, before.getTime()).changes),
        );
        await pause();
      }
      if (forgotten > 0) file.run(({ emptyLog }) => emptyLog.get());
      file.removeSetAside(before);
      return forgotten;
    },
  };
}

function processedIn(
  file: File,
  pseudonym: (channel: string, messageKey: string) => string,
): ProcessedMessages {
  // a key may hold a phone number, as WhatsApp's do
  const hashed = (channel: string, messageKey: string) =>
    Buffer.from(pseudonym(channel, messageKey), 'base64url').subarray(0, messageKeyBytes);
  return {
    has: (channel, messageKey) =>
      promised(() => file.run(({ message }) => message.get(hashed(channel, messageKey))) !== undefined),
    remember: (channel, messageKey, at) =>
      promised(() =>
        file.run(({ rememberMessage, trimMessages }) => {
          const { changes, lastInsertRowid } = rememberMessage.run(hashed(channel, messageKey), at.getTime());
          if (changes === 0) return false;
          const number = Number(lastInsertRowid);
          if (number % messagesBetweenTrims === 0) trimMessages.run(number - maximumMessages);
          return true;
        }),
      ),
    forgetBefore: (before) =>
      promised(() => Number(file.run(({ forgetMessages }) => forgetMessages.run(before.getTime())).changes)),
  };
}

function settingsIn(file: File): Settings {
  return {
    get: (channel, name) =>
      promised(() => {
        const value = file.run(({ setting }) => setting.get(channel, name))?.['value'];
        return typeof value === 'string' ? value : null;
      }),
    set: (channel, name, value) =>
      promised(() => {
        file.run(({ keepSetting }) => keepSetting.run(channel, name, value));
      }),
    delete: (channel, name) =>
      promised(() => {
        file.run(({ deleteSetting }) => deleteSetting.run(channel, name));
      }),
  };
}

/** SQLite answers at once; what it throws rejects the promise. */
function promised<T>(work: () => T): Promise<T> {
  return new Promise((fulfil) => {
    fulfil(work());
  });
}
function pause(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
