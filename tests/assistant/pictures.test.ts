import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { blocksText } from '../../src/channels/plain-text.ts';
import type { PictureReader, PictureReading } from '../../src/pictures/reading.ts';
import { createMemoryConversationStore } from '../../src/storage/memory-state.ts';
import { picture } from '../screen/support.ts';
import { parts } from '../support/assistant.ts';
import { chat, noon } from '../support/state.ts';

const bytes = new Uint8Array([1, 2, 3]);
const scam = picture({
  bubbles: [
    { at: [28, 60], colour: '#e9e9eb', lines: ['Colis bloqué : payez 1,99 € sur', 'colis-relance.top'] },
  ],
});

/** An assistant whose pictures are read when the test says so. */
function assistantWith(reader?: PictureReader) {
  const errors: unknown[] = [];
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: createMemoryConversationStore(),
    ...(reader ? { pictures: reader } : {}),
    now: () => noon,
    onError: (error) => errors.push(error),
  });
  const send = async (loads: readonly (() => Promise<Uint8Array>)[], conversation = chat('a')) => {
    const answered = await assistant.answer({
      conversation,
      content: { kind: 'picture', caption: '', forwarded: false, loads },
    });
    return { ...answered, text: blocksText(answered.reply.blocks) };
  };
  const say = (text: string, conversation: string) =>
    assistant.answer({ conversation, content: { kind: 'text', text, forwarded: false } });
  return { send, say, errors };
}
/** A reader whose readings wait until they are let go. */
function slowReader() {
  const waiting: ((reading: PictureReading) => void)[] = [];
  const reader: PictureReader = {
    read: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => Promise.resolve(),
  };
  return { reader, waiting };
}
const reading = (given: PictureReading): PictureReader => ({
  read: () => Promise.resolve(given),
  close: () => Promise.resolve(),
});
const loaded = () => Promise.resolve(bytes);
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a picture', () => {
  it('is read in the turn of its chat, while other chats are answered', async () => {
    const { reader, waiting } = slowReader();
    const { send, say } = assistantWith(reader);
    const answered: string[] = [];
    const first = send([loaded]).then(() => answered.push('picture'));
    const second = say('pourquoi ?', chat('a')).then(() => answered.push('text behind it'));
    await say('je suis à la MGP', chat('b')).then(() => answered.push('text of another'));
    await settled();
    expect(waiting).toHaveLength(1);
    waiting[0]?.(scam);
    await Promise.all([first, second]);
    expect(answered).toEqual(['text of another', 'picture', 'text behind it']);
  });

  it('comes alone: of an album one is fetched and read after the other', async () => {
    const { reader, waiting } = slowReader();
    const { send } = assistantWith(reader);
    let fetched = 0;
    const load = () => {
      fetched++;
      return loaded();
    };
    const both = send([load, load]);
    await settled();
    expect([fetched, waiting.length]).toEqual([1, 1]);
    waiting[0]?.(scam);
    await settled();
    expect([fetched, waiting.length]).toEqual([2, 2]);
    waiting[1]?.(scam);
    expect((await both).trace.verdict).toBe('scam');
  });

  it('that does not come, or is too large, is answered kindly and is no error', async () => {
    const { send, errors } = assistantWith(reading(scam));
    const lost = await send([() => Promise.reject(new Error('gone'))]);
    expect(lost.text).toContain('Je n’ai pas réussi à recevoir cette image');
    const large = await send([
      () => Promise.reject(Object.assign(new Error('large'), { code: 'too-large' })),
    ]);
    expect(large.text).toContain('trop grande');
    expect(errors).toEqual([]);
  });

  it('without a reader is not fetched, and the answer says what to do instead', async () => {
    const { send } = assistantWith();
    const { text } = await send([() => Promise.reject(new Error('must not be fetched'))]);
    expect(text).toContain('Je ne lis pas les images ici');
  });

  it('with a personal number says that it is not kept, and names the kind for the operator', async () => {
    const card = picture({
      loose: [{ at: [20, 40], lines: ['Votre dossier 2 69 05 49 588 157 80', 'est incomplet.'] }],
    });
    const { text, redacted } = await assistantWith(reading(card)).send([loaded]);
    expect(redacted).toEqual(['nir']);
    expect(text).not.toContain('588');
    expect(text).toContain('ni gardé ni recopié');
  });
});
