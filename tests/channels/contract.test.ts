import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect } from 'vitest';
import { createAssistant } from '../../src/assistant/assistant.ts';
import { runTerminal } from '../../src/channels/terminal.ts';
import { phrase } from '../../src/core/reply.ts';
import { createMemoryConversationStore } from '../../src/storage/memory-state.ts';
import { parts } from '../support/assistant.ts';
import { channelContract, type Correspondent, type Seen } from '../support/channel-contract.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { pictureReader } from '../support/picture-reader.ts';
import { startTelegram } from '../support/telegram-harness.ts';
import { Person } from '../support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../support/telegram-process.ts';
import { WhatsappHarness } from '../support/whatsapp-harness.ts';
import { shownAsText } from '../support/whatsapp/screen.ts';
import { WhatsappWeb } from '../support/whatsapp/whatsapp-web.ts';

channelContract('the terminal', () => {
  const assistant = createAssistant(parts.brain, parts.translate, {
    store: createMemoryConversationStore(),
    pictures: pictureReader,
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
    show: say,
    async close() {
      input.end();
      await ended;
    },
  });
});

channelContract(
  'Telegram',
  async () => {
    const telegram = await startTelegram({ settings: { messagesPerMinute: 0 } });
    return correspondent(telegram.api, () => telegram.stop());
  },
  { writesFirst: true },
);

channelContract(
  'Telegram, as a process of its own',
  async () => {
    const api = await new TelegramBotApi().start();
    const state = await mkdtemp(join(tmpdir(), 'vigie-'));
    const running = startProcess('src/start.js', {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      STATE_DIR: state,
      PORT: String(await freePort()),
      CHAT_MESSAGES_PER_MINUTE: '0',
    });
    return correspondent(api, async () => {
      running.process.kill('SIGTERM');
      expect([await running.ended, running.errors()]).toEqual([0, '']);
      await api.stop();
      await rm(state, { recursive: true, force: true });
    });
  },
  { writesFirst: true, campaigns: true },
);

/** Somebody in a private chat, who sees all that is new since the last step, or the message that was replaced. */
function correspondent(api: TelegramBotApi, close: () => Promise<void>): Correspondent {
  const person = new Person(api, 7);
  let version = '[]';
  let last = 0;
  const seen = async (): Promise<Seen> => {
    await api.until(() => api.unconfirmed === 0 && JSON.stringify(api.chat(7)) !== version, 'an answer');
    version = JSON.stringify(api.chat(7));
    const all = api.chat(7);
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
    say(text) {
      person.say(text);
      return seen();
    },
    async show(path) {
      const content = await readFile(path);
      const id = api.addFile(content);
      person.send({
        photo: [{ file_id: id, file_unique_id: id, width: 720, height: 1480, file_size: content.length }],
      });
      return seen();
    },
    choose(place) {
      const message = api.chat(7).findLast(({ keyboard }) => keyboard.length > 0);
      const button = message?.keyboard.flat()[place - 1];
      if (!message || !button || !('callback_data' in button)) throw new Error('no such button');
      person.press(button.callback_data, message);
      return seen();
    },
    close,
  };
}

/** One browser for all conversations, each with somebody else. */
let whatsapp: Promise<WhatsappHarness> | null = null;
channelContract('WhatsApp', async () => {
  whatsapp ??= WhatsappHarness.ready();
  const harness = await whatsapp;
  return whatsappCorrespondent(harness.web, () => harness.endRow());
});
afterAll(async () => {
  await (await whatsapp)?.end();
});

let whatsappProcess: ReturnType<typeof startWhatsappProcess> | null = null;
channelContract(
  'WhatsApp, as a process of its own',
  async () => {
    whatsappProcess ??= startWhatsappProcess();
    return whatsappCorrespondent((await whatsappProcess).web);
  },
  { writesFirst: true, campaigns: true },
);
afterAll(async () => {
  const started = await whatsappProcess;
  if (!started) return;
  const { web, running, state } = started;
  running.process.kill('SIGTERM');
  expect([await running.ended, running.errors()]).toEqual([0, '']);
  await web.stop();
  await rm(state, { recursive: true, force: true });
});

async function startWhatsappProcess(): Promise<{ web: WhatsappWeb; running: Running; state: string }> {
  const web = await new WhatsappWeb().start();
  const state = await mkdtemp(join(tmpdir(), 'vigie-'));
  const running = startProcess('src/start.js', {
    WHATSAPP: 'on',
    CHROMIUM_PATH: await web.chromiumPath(),
    CHROMIUM_ARGS: JSON.stringify(web.chromiumArguments),
    STATE_DIR: state,
    PORT: String(await freePort()),
    CHAT_MESSAGES_PER_MINUTE: '0',
    WHATSAPP_SENDS_PER_MINUTE: '0',
  });
  await web.until(() => web.pages === 1, 'WhatsApp Web to be opened');
  web.scan();
  return { web, running, state };
}

let whatsappPeople = 0;
/** Somebody new, who sees all that came until the channel has read the chat to its end. */
function whatsappCorrespondent(
  web: WhatsappWeb,
  endWindows: () => Promise<void> = () => Promise.resolve(),
): Correspondent {
  const person = web.person(`3360000001${whatsappPeople++}@c.us`);
  const hint = parts.translate(phrase('whatsapp.choosing'));
  let shown = 0;
  const seen = async (): Promise<Seen> => {
    const isRead = () =>
      web.unread(person.id) === 0 &&
      (web.seen.findLast(({ chat }) => chat === person.id)?.sent ?? Infinity) < web.sent.length;
    await web.until(isRead, 'an answer');
    const fresh = web.sent.filter(({ to }) => to === person.id).slice(shown);
    shown += fresh.length;
    const lines = fresh
      .filter(({ type }) => type === 'chat')
      .flatMap(({ body }) => shownAsText(body).split('\n'));
    const isChoice = (line: string) => /^ {2}\d+\. /.test(line);
    return {
      text: lines.filter((line) => line !== hint && !isChoice(line)).join('\n'),
      choices: lines.filter(isChoice).map((line) => line.replace(/^ {2}\d+\. /, '')),
      documents: fresh.flatMap(({ document }) => (document ? [document] : [])),
    };
  };
  const say = (text: string): Promise<Seen> => {
    person.say(text);
    return seen();
  };
  return {
    say,
    choose: (place) => say(String(place)),
    async show(path) {
      person.image(await readFile(path), { mimetype: 'image/png' });
      await endWindows();
      return seen();
    },
    close: () => Promise.resolve(),
  };
}
