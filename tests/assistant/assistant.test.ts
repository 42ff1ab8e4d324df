import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { blocksText } from '../../src/channels/plain-text.ts';
import { newConversation, type Conversation } from '../../src/core/conversation.ts';
import type { ConversationStore } from '../../src/storage/conversation-store.ts';
import { createMemoryConversationStore } from '../../src/storage/memory-state.ts';
import { parts } from '../support/assistant.ts';
import { chat, daysBefore, noon, openTestState, temporaryDirectory } from '../support/state.ts';

const apology = parts.translate({ key: 'error.unexpected' }).replaceAll('**', '');
const english = parts.brain.tongues?.speaking('en').translate ?? parts.translate;
const easy = parts.brain.tongues?.speaking('fr-simple').translate ?? parts.translate;
const busyIn = (translate: typeof english) => translate({ key: 'error.busy' }).replaceAll('**', '');

function assistantWith(store: ConversationStore, now = () => noon) {
  const errors: unknown[] = [];
  const assistant = createAssistant(parts.brain, parts.translate, {
    store,
    now,
    onError: (error) => errors.push(error),
  });
  const say = (text: string, conversation = chat('a')) =>
    assistant.answer({ conversation, content: { kind: 'text', text, forwarded: false } });
  const read = async (text: string, conversation?: string) =>
    blocksText((await say(text, conversation)).reply.blocks);
  return { say, read, errors };
}
/** A store whose reads wait until they are let go. */
function slowStore() {
  const store = createMemoryConversationStore();
  const waiting: (() => void)[] = [];
  return {
    store: {
      ...store,
      get: (id: string) => new Promise<void>((resolve) => waiting.push(resolve)).then(() => store.get(id)),
    } satisfies ConversationStore,
    waiting,
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('conversations', () => {
  it('go on after a restart', async () => {
    const directory = temporaryDirectory();
    const before = openTestState(directory);
    await assistantWith(before.conversations).say('je suis à la MGP');
    await before.close();
    const { say } = assistantWith(openTestState(directory).conversations);
    expect((await say('et ma femme ?')).trace.insurers).toEqual(['mgp']);
  });

  it('take messages one at a time in their order, and wait for no other conversation', async () => {
    const { store, waiting } = slowStore();
    const { say } = assistantWith(store);
    const answered: string[] = [];
    const first = say('je suis à la MGP').then(() => answered.push('a1'));
    const second = say('et chez alan ?').then(() => answered.push('a2'));
    const other = say('bonjour', chat('b')).then(() => answered.push('b'));
    await settled();
    expect(waiting).toHaveLength(2);
    waiting.pop()?.();
    await other;
    waiting.pop()?.();
    await first;
    await settled();
    waiting.pop()?.();
    await second;
    expect(answered).toEqual(['b', 'a1', 'a2']);
  });

  it('beyond what can wait are told so at once, and the others are answered', async () => {
    const { store, waiting } = slowStore();
    const { read, errors } = assistantWith(store);
    const flood = Array.from({ length: 30 }, () => read('bonjour'));
    const refused = await Promise.all(flood.slice(20));
    expect(new Set(refused)).toEqual(new Set([busyIn(parts.translate)]));
    const other = read('je suis à la MGP', chat('b'));
    await settled();
    for (const release of waiting) release();
    expect(await other).toContain('MGP');
    expect(errors).toEqual([]);
  });

  it('are told so in the language of the chat, also when it is new', async () => {
    const store = createMemoryConversationStore();
    let hold: Promise<void> = Promise.resolve();
    let release: () => void = () => undefined;
    const { read } = assistantWith({ ...store, get: (id) => hold.then(() => store.get(id)) });
    await read('what happened to my data?');
    await read('/simple', chat('b'));
    hold = new Promise((resolve) => (release = resolve));
    const beyond = async (text: string, conversation: string) => {
      const flood = Array.from({ length: 21 }, () => read(text, conversation));
      return flood.at(-1);
    };
    expect(await beyond('bonjour', chat('a'))).toBe(busyIn(english));
    expect(await beyond('bonjour', chat('b'))).toBe(busyIn(easy));
    expect(await beyond('am I affected by the leak?', chat('c'))).toBe(busyIn(english));
    release();
  });

  it('are kept as of the time told', async () => {
    const store = createMemoryConversationStore();
    let time = daysBefore(91);
    const { say } = assistantWith(store, () => time);
    await say('je suis à la MGP');
    await say('je suis à la MGP', chat('b'));
    time = noon;
    await say('merci', chat('b'));
    expect(await store.forgetSilentSince(daysBefore(90))).toBe(1);
    expect(await store.get(chat('b'))).not.toBeNull();
  });
});

describe('forgetting', () => {
  it('leaves nothing, at once', async () => {
    const { conversations } = openTestState(temporaryDirectory());
    const { say, read } = assistantWith(conversations);
    await say('je suis à la MGP');
    expect(await conversations.get(chat('a'))).not.toBeNull();
    await say('/oublier');
    expect(await conversations.get(chat('a'))).toBeNull();
    expect(await read('et ma femme ?')).not.toContain('MGP');
  });

  it('is not claimed when the store cannot do it', async () => {
    const store = createMemoryConversationStore();
    const { read, errors } = assistantWith({ ...store, forget: () => Promise.reject(new Error('full')) });
    await read('je suis à la MGP');
    expect(await read('/oublier')).toBe(apology);
    expect(errors).toEqual([new Error('full')]);
  });

  it('is refused in the language of the chat', async () => {
    const store = createMemoryConversationStore();
    const { read } = assistantWith({ ...store, forget: () => Promise.reject(new Error('full')) });
    await read('what happened to my data?');
    expect(await read('/oublier')).toBe(english({ key: 'error.unexpected' }).replaceAll('**', ''));
  });
});

it('what is remembered and cannot be worked with costs one note to the operator, not the answers to come', async () => {
  const store = createMemoryConversationStore();
  // no file read back gives this: it stands for a fault of ours that only some conversations meet
  const broken = { ...newConversation, choices: null } as unknown as Conversation;
  await store.set(chat('a'), broken, noon);
  const { read, errors } = assistantWith(store);
  expect(await read('oui')).not.toBe(apology);
  expect(errors).toHaveLength(1);
  await read('je suis à la MGP');
  expect(errors).toHaveLength(1);
});
