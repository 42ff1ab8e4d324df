import { createPseudonym, type Pseudonym } from '../privacy/pseudonym.ts';
import { createSketcher, type Sketcher } from '../privacy/sketch.ts';
import { cachedConversations } from './cached-conversations.ts';
import { keepServing } from './keep-serving.ts';
import { loadSecretKey } from './secret-key.ts';
import type { State } from './state.ts';

export type OpenStateOptions = {
  readonly directory: string;
  /** 32 bytes; null: the key in the directory, made at the first start. */
  readonly secretKey: Uint8Array | null;
  readonly now: () => Date;
  readonly onProblem: (sentence: string) => void;
};

/**
 * Opens the durable state of the messaging channels, and the function that turns their chat ids into keys of it.
 *
 * @throws {StorageError} when it cannot be used at all, naming the file and the mend
 */
export async function openState({ directory, secretKey, now, onProblem }: OpenStateOptions): Promise<{
  readonly state: State;
  readonly pseudonym: Pseudonym;
  readonly sketch: Sketcher;
}> {
  const key = secretKey ?? (await loadSecretKey(directory));
  const { openSqliteState } = await import('./sqlite-state.ts'); // not loaded for the terminal, which keeps nothing
  const state = openSqliteState({ directory, secretKey: key, now, onProblem });
  const atHand = { ...state, conversations: cachedConversations(state.conversations) };
  return {
    state: keepServing(atHand, onProblem),
    pseudonym: createPseudonym(key),
    sketch: createSketcher(key),
  };
}
