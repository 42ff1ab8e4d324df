import { createPseudonym } from '../../privacy/pseudonym.ts';
import { createAddressCipher } from '../address-cipher.ts';
import type { Coordination } from '../coordination.ts';
import { reporterHash } from '../reporter-hash.ts';
import type { State } from '../state.ts';
import { StorageError } from '../storage-error.ts';
import { campaignsIn } from './campaigns.ts';
import { conversationsIn } from './conversations.ts';
import { openDatabase, type Database } from './database.ts';
import { checkUrl, placeOf } from './database-error.ts';
import { electionsIn } from './elections.ts';
import { createLockSession } from './lock-session.ts';
import { migrate } from './migrations.ts';
import { createPatience, usualPatience } from './patience.ts';
import { processedIn } from './processed-messages.ts';
import { rateLimitsIn } from './rate-limits.ts';
import { settingsIn } from './settings.ts';
import { subscriptionsIn } from './subscriptions.ts';
import { talliesIn } from './tallies.ts';
import { turnsIn } from './turns.ts';

export type PostgresStateOptions = {
  /** postgresql://user:password@host:port/database */
  readonly url: string;
  /** 32 bytes; the state can be opened with no other key. */
  readonly secretKey: Uint8Array;
  readonly now: () => Date;
  /** Is told what the operator should know, in a sentence. */
  readonly onProblem: (sentence: string) => void;
  /** Told true when the database goes away, and false when it is back. */
  readonly onFailing?: ((failing: boolean) => void) | undefined;
  /** How long a database that is away is waited for, in milliseconds. */
  readonly patience?: number;
};

/**
 * Opens the state that several workers share, and what they agree by. What a promise fulfilled says is kept survives a
 * killed worker.
 *
 * @throws {StorageError} when the database cannot be used, naming DATABASE_URL, the fault and the mend
 */
export async function openPostgresState({
  url,
  secretKey,
  now,
  onProblem,
  onFailing,
  patience: longest = usualPatience,
}: PostgresStateOptions): Promise<{
  readonly state: State;
  readonly coordination: Coordination;
}> {
  checkUrl(url);
  const patience = createPatience({ url, longest, onProblem, onFailing });
  const database = openDatabase(url, patience);
  try {
    await migrate(database, url);
    await checkKey(database, url, createPseudonym(secretKey, 'key-check')('', ''));
  } catch (error) {
    await database.close();
    throw error;
  }
  const session = createLockSession(url, patience);
  const reporter = reporterHash(createPseudonym(secretKey, 'reporter'));
  const close = async () => {
    patience.end();
    await session.close();
    await database.close();
  };
  return {
    state: {
      conversations: { ...conversationsIn(database, { reporter, now }), close },
      processed: processedIn(database, createPseudonym(secretKey, 'message')),
      settings: settingsIn(database),
      subscriptions: subscriptionsIn(database, createAddressCipher(secretKey)),
      campaigns: campaignsIn(database, reporter),
      tallies: talliesIn(database),
      close,
    },
    coordination: {
      turns: turnsIn(session),
      elections: electionsIn(session),
      rateLimits: rateLimitsIn(database),
    },
  };
}

/** Another key would find none of the chats again, and could forget none: better to say so than to begin anew in silence. */
async function checkKey(database: Database, url: string, fingerprint: string): Promise<void> {
  const [row] = await database.run(
    {
      name: 'key-check',
      text: `INSERT INTO vigie.settings (channel, name, value) VALUES ('', 'key-check', $1) ON CONFLICT (channel, name) DO UPDATE SET value = settings.value RETURNING value`,
    },
    [fingerprint],
  );
  if (row?.['value'] !== fingerprint)
    throw new StorageError(
      `DATABASE_URL: ${placeOf(url)} was written with another SECRET_KEY: give that one (all workers need the same), or name another database to begin anew`,
    );
}
