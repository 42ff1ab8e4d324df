import { createPseudonym, type Pseudonym } from '../privacy/pseudonym.ts';
import { createSketcher, type Sketcher } from '../privacy/sketch.ts';
import { createAlone } from './alone.ts';
import { finishRestore } from './archive/set-aside.ts';
import { cachedConversations } from './cached-conversations.ts';
import type { Coordination } from './coordination.ts';
import { keepServing } from './keep-serving.ts';
import { loadSecretKey } from './secret-key.ts';
import type { State } from './state.ts';

export type OpenStateOptions = {
  /** Where the PostgreSQL is that several workers share; null: one process keeps a file in the directory. */
  readonly databaseUrl?: string | null;
  readonly directory: string;
  /** 32 bytes; null: the key in the directory, made at the first start. */
  readonly secretKey: Uint8Array | null;
  readonly now: () => Date;
  readonly onProblem: (sentence: string) => void;
  /** Told true when the state cannot be reached, and false when it can again. */
  readonly onFailing?: (failing: boolean) => void;
};

export type OpenedState = {
  readonly state: State;
  readonly coordination: Coordination;
  /** Turns the ids of chats into keys of the state. */
  readonly pseudonym: Pseudonym;
  readonly sketch: Sketcher;
  /** Made of the key: the same for all workers, and after each start. */
  readonly webhookSecret: string;
};

/**
 * Opens the durable state of the messaging channels.
 *
 * @throws {StorageError} when it cannot be used at all, naming the file or DATABASE_URL and the mend
 */
export async function openState(options: OpenStateOptions): Promise<OpenedState> {
  finishRestore(options.directory); // a restore that was killed at its end
  const key = options.secretKey ?? (await loadSecretKey(options.directory));
  const { databaseUrl: url, now, onProblem, onFailing } = options;
  let opened: Opened;
  if (url) {
    const { openPostgresState } = await import('./postgres/postgres-state.ts');
    opened = await openPostgresState({ url, secretKey: key, now, onProblem, onFailing });
  } else opened = await openEmbedded(options, key);
  return {
    ...opened,
    pseudonym: createPseudonym(key),
    sketch: createSketcher(key),
    webhookSecret: createPseudonym(key, 'webhook')('telegram', ''),
  };
}

type Opened = Pick<OpenedState, 'state' | 'coordination'>;

async function openEmbedded(
  { directory, now, onProblem, onFailing }: OpenStateOptions,
  key: Uint8Array,
): Promise<Opened> {
  const { openSqliteState } = await import('./sqlite-state.ts'); // not loaded for the terminal, which keeps nothing
  const state = openSqliteState({ directory, secretKey: key, now, onProblem });
  const atHand = { ...state, conversations: cachedConversations(state.conversations) };
  return {
    state: keepServing(atHand, onProblem, onFailing),
    coordination: createAlone(() => now().getTime()),
  };
}
