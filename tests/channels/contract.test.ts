import { PassThrough } from 'node:stream';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { runTerminal } from '../../src/channels/terminal.ts';
import { createMemoryConversationStore } from '../../src/storage/memory-state.ts';
import { parts } from '../support/assistant.ts';
import { channelContract, type Correspondent, type Seen } from '../support/channel-contract.ts';
import { startTelegram } from '../support/telegram-harness.ts';

channelContract('the terminal', () => {
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: createMemoryConversationStore(),
    now: () => new Date('2026-11-24T10:00:00Z'),
    onError: (error) => {
      throw error;
    },
  });
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const words = { welcome: '', prompt: '', goodbye: '' };
  const ended = runTerminal(assistant, { input, output }, words);
  const say = async (line: string): Promise<Seen> => {
    const written = new Promise<string>((resolve) => {
      output.once('data', (text: string) => {
        resolve(text);
      });
    });
    input.write(`${line}\n`);
    const lines = (await written).trimEnd().split('\n');
    const isChoice = (text: string) => /^ {2}\d+\. /.test(text);
    return {
      text: lines.filter((text) => !isChoice(text)).join('\n'),
      choices: lines.filter(isChoice).map((text) => text.replace(/^ {2}\d+\. /, '')),
      documents: 'not-shown',
    };
  };
  return Promise.resolve<Correspondent>({
    say,
    choose: (place) => say(String(place)),
    async close() {
      input.end();
      await ended;
    },
  });
});

channelContract('Telegram', async () => {
  const telegram = await startTelegram({ settings: { messagesPerMinute: 0 } });
  const person = telegram.person();
  let version = '';
  let last = 0;
  /** All that is new since the last step, or the message that was replaced. */
  const seen = async (): Promise<Seen> => {
    await telegram.api.until(
      () => telegram.api.unconfirmed === 0 && JSON.stringify(telegram.api.chat(7)) !== version,
      'an answer',
    );
    version = JSON.stringify(telegram.api.chat(7));
    const all = telegram.api.chat(7);
    const fresh = all.filter(({ message_id: id }) => id > last);
    const shown = fresh.length > 0 ? fresh : all.slice(-1);
    last = all.at(-1)?.message_id ?? 0;
    const texts = shown.filter(({ document }) => document === null);
    return {
      text: texts.map(({ text }) => text).join('\n'),
      choices: texts.flatMap(({ keyboard }) => keyboard.flat().map(({ text }) => text)),
      documents: shown.flatMap(({ document }) => (document ? [document] : [])),
    };
  };
  return {
    async say(text) {
      person.say(text);
      return seen();
    },
    async choose(place) {
      const message = telegram.api.chat(7).findLast(({ keyboard }) => keyboard.length > 0);
      const button = message?.keyboard.flat()[place - 1];
      if (!message || !button || !('callback_data' in button)) throw new Error('no such button');
      person.press(button.callback_data, message);
      return seen();
    },
    close: () => telegram.stop(),
  };
});
