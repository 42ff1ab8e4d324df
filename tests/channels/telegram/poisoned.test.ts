import { expect, it } from 'vitest';
import { blocksText } from '../../../src/channels/plain-text.ts';
import { phrase } from '../../../src/core/reply.ts';
import { parts } from '../../support/assistant.ts';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';

const text = parts.translate(phrase('error.unexpected'));
const apology = blocksText([{ kind: 'paragraph', text }]);
const quiet = (telegram: Harness) =>
  telegram.api.until(() => telegram.api.unconfirmed === 0, 'confirmed updates');

it.each([
  ['entities that are none', { text: 'MGEN', entities: 5 }],
  ['a text that is none', { text: { toString: 'MGEN' } }],
  ['photos that are none', { photo: { length: 1 } }],
])('a message with %s fails alone, is told so once and does not come again', async (_, extra) => {
  const telegram = await startTelegram();
  const person = telegram.person();
  person.send(extra as never);
  person.say('ma mutuelle est la MGEN');
  telegram.person(8).say('ma mutuelle est la MGEN');
  await telegram.api.until(() => telegram.api.chat(8).length > 0, 'the answer to somebody else');
  await quiet(telegram);
  const shown = telegram.api.chat(7).map((message) => message.text);
  expect(shown.at(-1)).toContain('MGEN');
  expect(shown).toHaveLength(2);
  expect(shown[0]).toBe(apology);
  await telegram.stop();
});

it('an answer that fails is told so, and the operator what failed', async () => {
  const fault = new Error('a fault of ours');
  const telegram = await startTelegram({
    around: (original) => (message) =>
      message.content.kind === 'text' && message.content.text === 'poison'
        ? Promise.reject(fault)
        : original(message),
  });
  telegram.person().say('poison');
  telegram.person().say('ma mutuelle est la MGEN');
  await telegram.api.until(() => telegram.api.chat(7).length === 2, 'both answers');
  await quiet(telegram);
  const [first, second] = telegram.api.chat(7);
  expect(first?.text).toBe(apology);
  expect(second?.text).toContain('MGEN');
  expect(telegram.troubles).toEqual(['telegram-unexpected']);
  await telegram.stop();
});
