import { describe, expect, it } from 'vitest';
import { respond } from '../../src/core/bot.ts';
import type { Brain } from '../../src/core/brain.ts';
import { newConversation, type Conversation } from '../../src/core/conversation.ts';
import { parts } from '../support/assistant.ts';

const unclear = 'hm hm hm';
/** The real assistant, with one message that it is sure not to understand. */
const brain: Brain = {
  ...parts.brain,
  guessIntent: (text, mentions) =>
    text === unclear
      ? { intent: 'other_incident', confidence: 0.1, alternatives: [], understood: false }
      : parts.brain.guessIntent(text, mentions),
};

/** The turns that follow each other when these messages are written. */
function turns(...messages: readonly string[]) {
  let conversation: Conversation = newConversation;
  return messages.map((text) => {
    const turn = respond({ kind: 'text', text, forwarded: false, redacted: [] }, conversation, brain);
    ({ conversation } = turn);
    return turn;
  });
}
const firstKey = (turn: ReturnType<typeof respond> | undefined) => {
  const [block] = turn?.reply.blocks ?? [];
  return block?.kind === 'paragraph' && 'key' in block.text ? block.text.key : null;
};

describe('a message that was not understood', () => {
  it('leaves the topic, so that it can still be asked about', () => {
    const [, lost, serious, leaked] = turns(
      'je suis chez alan',
      unclear,
      'c’est grave ?',
      'qu’est-ce qui a fuité ?',
    );
    expect(firstKey(lost)).toBe('misunderstood.1');
    expect(firstKey(serious)).toBe('follow.serious.exposure');
    expect(leaked?.trace.insurers).toEqual(['alan']);
  });

  it('leaves a judged message, too', () => {
    const [, , why] = turns(
      'CPAM : remboursement en attente, votre carte avant minuit sur ameli-rembours-carte.top',
      unclear,
      'pourquoi ?',
    );
    expect(firstKey(why)).toBe('verdict.follow.why');
  });

  it('is never met twice in a row with the same sentence', () => {
    const keys = turns(unclear, unclear, unclear).map(firstKey);
    expect(new Set(keys).size).toBe(3);
  });
});
