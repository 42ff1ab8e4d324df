import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import { parts, talk } from '../support/assistant.ts';

const scam =
  'Ameli : votre carte vitale expire, mettez a jour vos informations sur ameli-renouv.example/carte';

describe('after a verdict', () => {
  it('one can say that the message was real, and is thanked', () => {
    const chat = talk();
    const verdict = chat.forward(scam).trace.verdict;
    const { text, trace } = chat.say("c'était un vrai message en fait");
    expect(text).toMatch(/^Merci de me le dire/);
    expect(trace.feedback).toEqual({ verdict, said: 'was-real' });
  });

  it('one can ask how to check, or what if it were true, and is led by another way than the message', () => {
    const chat = talk();
    chat.forward(scam);
    const ifTrue = chat.say('et si c’était vrai ?').text;
    const check = chat.say('comment vérifier ?').text;
    expect(ifTrue).toContain('ameli.fr');
    expect(check).toContain('ameli.fr');
    expect(check.split('\n')[0]).not.toBe(ifTrue.split('\n')[0]);
  });

  it('one is told first where to report a message of this kind', () => {
    const chat = talk();
    chat.forward(scam);
    expect(chat.say('ou je signale ?').text.split('\n')[0]).toContain('33700');
  });

  it('a premium number alone is suspicious, and nobody is told to forward a message', () => {
    const { trace, text } = talk().say('0899 12 34 56');
    expect(trace.verdict).toBe('suspicious');
    expect(text).toContain('ne rappelez pas ce numéro');
  });
});

it('feedback is counted by verdict, without text and without the chat', async () => {
  const state = createMemoryState();
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: state.conversations,
    now: () => new Date(0),
    onError: (error) => {
      throw error;
    },
    onFeedback: ({ verdict, said }) => {
      void state.tallies.add('feedback', `${verdict}:${said}`, new Date(0));
    },
  });
  for (const conversation of ['one', 'two'])
    for (const text of [scam, "c'était pas une arnaque"])
      await assistant.answer({ conversation, content: { kind: 'text', text, forwarded: text === scam } });
  expect(await state.tallies.since(new Date(0))).toEqual([
    { day: new Date(0), kind: 'feedback', name: 'suspicious:was-real', count: 2 },
  ]);
});
