import { resolve } from 'node:path';
import { createAssistant, type Answered } from '../../src/assistant/assistant.ts';
import { loadAssistantParts } from '../../src/assistant/load.ts';
import { blocksText, replyText } from '../../src/channels/plain-text.ts';

const root = resolve(import.meta.dirname, '../..');

/** The repository's own facts, words and model. */
export const parts = await loadAssistantParts({
  dataDirectory: resolve(root, 'data'),
  localesDirectory: resolve(root, 'locales'),
  logLevel: 'silent',
});

export type Said = Answered & { readonly text: string; readonly whole: string };

/** A conversation with the real assistant; an unexpected error fails the test. */
export function talk(): { say(text: string): Said; forward(text: string): Said; press(data: string): Said } {
  const assistant = createAssistant(parts.brain, parts.translate, (error) => {
    throw error;
  });
  const read = (answered: Answered): Said => ({
    ...answered,
    text: blocksText(answered.reply.blocks),
    whole: replyText(answered.reply),
  });
  return {
    say: (text) =>
      read(assistant.answer({ conversation: 'test', content: { kind: 'text', text, forwarded: false } })),
    forward: (text) =>
      read(assistant.answer({ conversation: 'test', content: { kind: 'text', text, forwarded: true } })),
    press: (data) => read(assistant.answer({ conversation: 'test', content: { kind: 'button', data } })),
  };
}
