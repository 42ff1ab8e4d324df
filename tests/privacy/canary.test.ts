import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCanaries, filesBelow, foundIn, type Canary } from '../support/canaries.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { Person } from '../support/telegram-people.ts';
import { openPainter } from '../support/pictures/browser.ts';
import { freePort, startProcess, type Running } from '../support/telegram-process.ts';
import { WhatsappWeb } from '../support/whatsapp/whatsapp-web.ts';

const canaries = createCanaries();

describe('what somebody sends', () => {
  it('would be found, in each form, if it were kept', () => {
    for (const canary of canaries) {
      const kept: readonly (readonly [string, Buffer])[] = [
        ['plain', Buffer.from(`x${canary.value}y`)],
        ['base64', Buffer.from(Buffer.from(`{"text":"${canary.value}"}`).toString('base64'))],
        ['hex', Buffer.from(Buffer.from(canary.value).toString('hex'))],
        ['utf16', Buffer.from(canary.value, 'utf16le')],
      ];
      for (const [form, bytes] of kept)
        expect([canary.kind, foundIn([canary], new Map([[form, bytes]])).length > 0]).toEqual([canary.kind, true]);
    } // prettier-ignore
  });
});

describe('Vigie on Telegram, as a process of its own', () => {
  let api: TelegramBotApi;
  let folder: string;
  let running: Running;
  beforeEach(async () => {
    api = await new TelegramBotApi().start();
    folder = await mkdtemp(join(tmpdir(), 'vigie-'));
  });
  afterEach(async () => {
    running.process.kill('SIGKILL');
    await running.ended;
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(`leaves nothing of ${canaries.length} kinds of personal data behind`, async () => {
    const port = await freePort();
    const id = 700_000_000 + Math.floor(Math.random() * 99_999_999);
    const group = -1_000_000_000_000 - Math.floor(Math.random() * 9_999_999_999);
    const start = () =>
      startProcess('src/start.js', {
        TELEGRAM_BOT_TOKEN: api.token,
        TELEGRAM_API_ROOT: api.apiRoot,
        STATE_DIR: join(folder, 'state'),
        TMPDIR: folder,
        LOG_LEVEL: 'debug',
        PORT: String(port),
        CHAT_MESSAGES_PER_MINUTE: '0',
      });
    running = start();
    const person = new Person(api, id);
    person.user.first_name = `Zora${id}`;
    const inGroup = person.in({ id: group });
    const settled = () => api.until(() => api.unconfirmed === 0, 'all answers', 60_000);
    const say = async (canary: Canary) => {
      person.say(canary.sentence);
      person.forward(canary.sentence);
      inGroup.say(`@vigie_bot ${canary.sentence}`);
      person.edit(person.say('MGEN'), canary.sentence);
      person.send({ photo: [{ file_id: 'p', file_unique_id: 'p', width: 9, height: 9 }], caption: canary.sentence });
      await settled();
    }; // prettier-ignore
    for (const canary of canaries.slice(0, 16)) await say(canary);
    for (const picture of await pictures()) {
      const file = api.addFile(picture);
      person.send({ photo: [{ file_id: file, file_unique_id: file, width: 9, height: 9 }] });
    }
    await settled();
    // errors of every kind on the way
    api.fail('sendMessage', 400, "Bad Request: can't parse entities");
    api.fail('sendMessage', 500, 'Internal Server Error');
    api.fail('sendMessage', 403, 'Forbidden: bot was blocked by the user');
    api.drop('sendMessage', 'after');
    for (const canary of canaries.slice(16)) await say(canary);
    for (const words of ['préviens-moi pour la MGEN', 'écris la lettre à ma mutuelle', 'mon plan', 'fait', '/confidentialite'])
      person.say(words); // prettier-ignore
    await settled();
    // killed in the middle of an answer, so that nothing is tidied away
    for (const { sentence } of canaries) person.say(sentence);
    running.process.kill('SIGKILL');
    await running.ended;
    const firstErrors = running.errors();
    running = start();
    await settled();
    const health = await fetch(`http://127.0.0.1:${port}/healthz`).then((response) => response.text());
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`).then((response) => response.text());
    const places = new Map([
      ...filesBelow(folder),
      ['the first log', Buffer.from(firstErrors)],
      ['the second log', Buffer.from(running.errors())],
      ['/healthz', Buffer.from(health)],
      ['/metrics', Buffer.from(metrics)],
    ]);
    expect([...places.keys()].some((place) => place.endsWith('vigie.sqlite'))).toBe(true);
    const who: Canary[] = [
      { kind: 'id of the chat', value: String(id), sentence: '' },
      { kind: 'id of the group', value: String(group), sentence: '' },
      { kind: 'name of the account', value: person.user.first_name, sentence: '' },
    ];
    expect(foundIn([...canaries, ...who], places)).toEqual([]);
  }, 120_000);
});

describe('Vigie on WhatsApp, as a process of its own', () => {
  let web: WhatsappWeb;
  let folder: string;
  let running: Running;
  beforeEach(async () => {
    web = await new WhatsappWeb().start();
    folder = await mkdtemp(join(tmpdir(), 'vigie-'));
  });
  afterEach(async () => {
    running.process.kill('SIGTERM');
    await running.ended;
    await web.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(`leaves nothing of ${canaries.length} kinds of personal data behind`, async () => {
    const port = await freePort();
    running = startProcess('src/start.js', {
      WHATSAPP: 'on',
      CHROMIUM_PATH: await web.chromiumPath(),
      CHROMIUM_ARGS: JSON.stringify(web.chromiumArguments),
      STATE_DIR: join(folder, 'state'),
      TMPDIR: folder,
      LOG_LEVEL: 'debug',
      PORT: String(port),
      CHAT_MESSAGES_PER_MINUTE: '0',
      WHATSAPP_SENDS_PER_MINUTE: '0',
    });
    await web.until(() => web.pages === 1, 'WhatsApp Web to be opened');
    web.scan();
    const number = `336${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const person = web.person(`${number}@c.us`);
    const inGroup = person.in(`${number}-1@g.us`);
    const read = (chat: string) =>
      web.until(
        () =>
          web.unread(chat) === 0 &&
          (web.seen.findLast((seen) => seen.chat === chat)?.sent ?? Infinity) < web.sent.length,
        'all answers',
        60_000,
      );
    for (const [index, { sentence }] of canaries.entries()) {
      person.say(sentence, { forwarded: index % 2 === 0 });
      await read(person.id);
      inGroup.say(`@${web.me.split('@')[0] ?? ''} ${sentence}`, { mentions: [web.me] });
    }
    for (const picture of await pictures()) {
      person.image(picture, { caption: canaries[15]?.sentence ?? '', mimetype: 'image/png' });
      await read(person.id);
    }
    web.reload();
    for (const words of ['écris la lettre à la MGEN', 'préviens-moi pour la MGEN', '/confidentialite']) {
      person.say(words);
      await read(person.id);
    }
    const health = await fetch(`http://127.0.0.1:${port}/healthz`).then((response) => response.text());
    // the profile is a linked device of WhatsApp's own, which keeps chats as every phone does: docs/whatsapp.md says so
    const ours = [...filesBelow(folder)].filter(([path]) => !path.includes('/whatsapp/') && !/puppeteer|chromium/i.test(path)); // prettier-ignore
    const places = new Map([
      ...ours,
      ['the log', Buffer.from(running.errors())],
      ['/healthz', Buffer.from(health)],
    ]);
    expect([...places.keys()].some((place) => place.endsWith('vigie.sqlite'))).toBe(true);
    const who: Canary = { kind: 'number of the chat', value: number, sentence: '' };
    expect(foundIn([...canaries, who], places)).toEqual([]);
  }, 120_000);
});

let drawn: Promise<readonly Uint8Array[]> | undefined;
/** Screenshots of the sentences, drawn once. */
function pictures(): Promise<readonly Uint8Array[]> {
  drawn ??= (async () => {
    const painter = await openPainter();
    const page = (some: readonly Canary[]) => `<body style="font: 28px sans-serif">${some.map(({ sentence }) => `<p data-m>${sentence}</p>`).join('')}`; // prettier-ignore
    const half = Math.ceil(canaries.length / 2);
    const pages = [canaries.slice(0, half), canaries.slice(half)].map(page);
    const shots: Uint8Array[] = [];
    for (const html of pages) shots.push((await painter.draw({ html, width: 720, height: 1400 }, 1)).png);
    await painter.close();
    return shots;
  })();
  return drawn;
}
