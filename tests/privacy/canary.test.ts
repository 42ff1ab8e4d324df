import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCanaries, filesBelow, foundIn, type Canary } from '../support/canaries.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { Person } from '../support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../support/telegram-process.ts';

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
