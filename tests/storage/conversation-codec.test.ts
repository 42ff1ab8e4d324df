import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { answerContent } from '../../src/assistant/answering.ts';
import { newConversation } from '../../src/core/conversation.ts';
import { decodeConversation, encodeConversation } from '../../src/storage/conversation-codec.ts';
import { parts } from '../support/assistant.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/heldout');
const texts = ['questions.jsonl', 'messages.jsonl'].flatMap((name) =>
  readFileSync(resolve(fixtures, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
/** No word of any language: wherever it turns up, text was kept. */
const marker = 'zqxjkvw';

it('every conversation comes back as it was, holds no word of a message, and stays small', () => {
  let conversation = newConversation;
  for (const [index, text] of texts.entries()) {
    const turn = answerContent(
      { kind: 'text', text: `${text} ${marker}`, forwarded: index % 5 === 0 },
      conversation,
      parts.brain,
      parts.translate,
    );
    conversation = turn.conversation;
    const json = encodeConversation(conversation);
    expect(decodeConversation(json)).toEqual(conversation);
    expect(json.toLowerCase()).not.toContain(marker);
    expect(json.length).toBeLessThan(4_096);
  }
});
