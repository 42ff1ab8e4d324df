import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { answerContent } from '../../src/assistant/answering.ts';
import { newConversation, type Conversation } from '../../src/core/conversation.ts';
import { createPseudonym } from '../../src/privacy/pseudonym.ts';
import { openSqliteState } from '../../src/storage/sqlite-state.ts';
import type { State } from '../../src/storage/state.ts';
import { parts } from './assistant.ts';

export const secretKey = new Uint8Array(32).fill(7);
/** The key of an invented chat. */
export const chat = (name: string | number): string => createPseudonym(secretKey)('test', `${name}`);
export const noon = new Date('2026-11-24T12:00:00Z');
const day = 24 * 60 * 60 * 1000;
export const daysBefore = (days: number): Date => new Date(noon.getTime() - days * day);

/** A directory that goes when the test ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-state-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

/** A SQLite state that closes when the test ends; what the operator is told is kept in `told`. */
export function openTestState(directory: string): State & { readonly told: string[] } {
  const told: string[] = [];
  const state = openSqliteState({
    directory,
    secretKey,
    now: () => noon,
    onProblem: (sentence) => told.push(sentence),
  });
  onTestFinished(() => state.close());
  return { ...state, told };
}

/** What is remembered after these messages. */
export function conversationAfter(...texts: readonly string[]): Conversation {
  return texts.reduce<Conversation>(
    (conversation, text) =>
      answerContent({ kind: 'text', text, forwarded: false }, conversation, parts.brain, parts.translate)
        .conversation,
    newConversation,
  );
}
