import { beforeAll, describe, expect, it } from 'vitest';
import { createAsked } from '../../src/assistant/asked.ts';
import { loadCountableWords, type CountableWords } from '../../src/assistant/asked-words.ts';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { createCommonWords } from '../../src/assistant/common-words.ts';
import { createMemoryState } from '../../src/storage/memory-state.ts';
import type { Tally } from '../../src/storage/tallies.ts';
import { parts } from '../support/assistant.ts';

let countableWords: CountableWords;
beforeAll(async () => {
  countableWords = await loadCountableWords('locales', parts.words);
});

describe('the words that may be counted', () => {
  it('are the unknown ones of a question', () => {
    expect(countableWords('comment je fais pour le zorgluméro de ma carte')).toEqual(['zorglumero']);
    expect(countableWords('je comprends rien à votre blabliche vous pouvez expliquer')).toEqual([
      'blabliche',
    ]);
  });

  it.each([
    ['a first name in the message', 'camille veut savoir pour le zorglumero de sa carte'],
    ['a name that is told', 'je m’appelle kervoal et je comprends rien au zorglumero'],
    ['an address', 'j’habite rue du zorglumero et je comprends rien'],
    ['a number', 'mon zorglumero 4512 ne marche pas du tout'],
    ['an e-mail address', 'mon zorglumero a@b.fr ne marche pas du tout'],
    ['a link', 'je ne peux pas ouvrir zorglumero/blabliche sur ma carte'],
    ['capitals alone', 'JE COMPRENDS RIEN AU ZORGLUMERO'],
    ['a word or two alone', 'yann-zorglumero'],
    ['another language', 'wat moet ik doen met zorglumero kaart'],
    ['a long text', `${'je comprends rien '.repeat(12)} zorglumero`],
  ])('are none with %s', (_, text) => {
    expect(countableWords(text)).toEqual([]);
  });

  it.each([
    ['a capital', 'je comprends rien à ce que dit Kervoal sur ma carte'],
    ['a title', 'je comprends rien à ce que dit madame kervoal'],
    ['two words after it', 'je comprends rien à ce que dit mon voisin yoel kervoal'],
    ['a place where people work', 'je comprends rien à ce que dit le directeur de kervoal'],
    ['"I am"', 'je suis kervoal et je comprends rien à la carte'],
    ['a common family name', 'je comprends rien à ce que dit lefebvre sur la carte'],
    ['the end, where people sign', 'je comprends rien à tout ça, kervoal'],
  ])('leave out a name known by %s', (_, text) => {
    expect(countableWords(text)).toEqual([]);
  });
});

describe('a word', () => {
  const day = 24 * 60 * 60 * 1000;
  function common() {
    const told: (readonly [string, number])[] = [];
    let at = Date.parse('2026-11-24T10:00:00Z');
    const words = createCommonWords({
      now: () => new Date(at),
      onCommon: (word, chats) => told.push([word, chats]),
    });
    return { told, words, pass: (days: number) => (at += days * day) };
  }

  it('is said to nobody before five chats have used it, then each chat counts once', () => {
    const { told, words } = common();
    for (let time = 0; time < 50; time++) words.note('one', ['kervoal']);
    for (const chat of ['two', 'three', 'four']) words.note(chat, ['kervoal']);
    expect(told).toEqual([]);
    words.note('five', ['kervoal']);
    words.note('five', ['kervoal']);
    words.note('six', ['kervoal']);
    expect(told).toEqual([
      ['kervoal', 5],
      ['kervoal', 1],
    ]);
  });

  it('is forgotten when its chats are a week apart', () => {
    const { told, words, pass } = common();
    for (let chat = 0; chat < 4; chat++) words.note(`${chat}`, ['kervoal']);
    pass(8);
    for (let chat = 4; chat < 8; chat++) words.note(`${chat}`, ['kervoal']);
    expect(told).toEqual([]);
  });

  it('of many chats is not pushed out by one chat that floods', () => {
    const { told, words } = common();
    for (let chat = 0; chat < 4; chat++) words.note(`${chat}`, ['kervoal']);
    for (let word = 0; word < 30_000; word++) words.note('flood', [`w${word}`]);
    words.note('five', ['kervoal']);
    expect(told).toEqual([['kervoal', 5]]);
  });
});

describe('what is asked', () => {
  it('is counted by the day, without a text and without a chat', async () => {
    const { conversations: store, tallies } = createMemoryState();
    const now = () => new Date('2026-11-24T10:00:00Z');
    const onError = (error: unknown) => {
      throw error;
    };
    const asked = createAsked({ tallies, countableWords, now, onError });
    const assistant = createAssistant(parts.brain, parts.translate, { store, now, onError });
    const answer = asked.counting((message) => assistant.answer(message));
    const say = (conversation: string, text: string, forwarded = false) =>
      answer({ conversation, content: { kind: 'text', text, forwarded } });
    await say('a', 'ma mutuelle est la MGEN, je suis concerné ?');
    await say('b', 'suis-je concerné par la fuite ?');
    for (const chat of 'abcdef') {
      await say(chat, 'il faut mettre combien de zorglumero dans la pâte à crêpes');
      await say(chat, 'il faut mettre combien de quatrezut dans la pâte à crêpes', true);
    }
    await asked.end();
    const counts = await tallies.since(new Date(0));
    const of = (kind: Tally['kind']) =>
      Object.fromEntries(counts.filter((one) => one.kind === kind).map(({ name, count }) => [name, count]));
    expect(of('intent')).toMatchObject({ insurer_affected: 2 });
    expect(of('word')).toEqual({ zorglumero: 6 });
    expect(Object.values(of('not-understood')).concat(of('intent')['off_topic'] ?? 0).reduce((a, b) => a + b)).toBeGreaterThanOrEqual(6); // prettier-ignore
  });

  it('loses nothing while the state refuses, but the counts of that time, and tells the operator', async () => {
    const errors: unknown[] = [];
    const asked = createAsked({
      tallies: { add: () => Promise.reject(new Error('full')) },
      countableWords,
      now: () => new Date(),
      onError: (error) => errors.push(error),
    });
    const assistant = createAssistant(parts.brain, parts.translate, {
      store: createMemoryState().conversations,
      now: () => new Date(),
      onError: () => undefined,
    });
    const { reply } = await asked.counting((message) => assistant.answer(message))({
      conversation: 'a',
      content: { kind: 'text', text: 'bonjour', forwarded: false },
    });
    await asked.end();
    expect(reply.blocks.length).toBeGreaterThan(0);
    expect(errors).toHaveLength(1);
  });
});
