import { resolve } from 'node:path';
import { createDialogue, type Answered } from '../../src/assistant/answering.ts';
import { loadAssistantParts } from '../../src/assistant/load.ts';
import { blocksText, replyText } from '../../src/channels/plain-text.ts';

const root = resolve(import.meta.dirname, '../..');

/** The repository's own facts, words and model. */
export const parts = await loadAssistantParts({
  dataDirectory: resolve(root, 'data'),
  localesDirectory: resolve(root, 'locales'),
});

export type Said = Answered & { readonly text: string; readonly whole: string };

/** A conversation with the real assistant; an unexpected error fails the test. */
export function talk(): { say(text: string): Said; forward(text: string): Said; press(data: string): Said } {
  const dialogue = createDialogue(parts.brain, parts.translate);
  const read = (answered: Answered): Said => ({
    ...answered,
    text: blocksText(answered.reply.blocks),
    whole: replyText(answered.reply),
  });
  return {
    say: (text) => read(dialogue.answer({ kind: 'text', text, forwarded: false })),
    forward: (text) => read(dialogue.answer({ kind: 'text', text, forwarded: true })),
    press: (data) => read(dialogue.answer({ kind: 'button', data })),
  };
}
