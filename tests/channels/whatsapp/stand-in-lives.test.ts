import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chat, Message } from 'whatsapp-web.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LibraryClient, type LibraryOptions } from '../../support/whatsapp/library-client.ts';
import { WhatsappWeb } from '../../support/whatsapp/whatsapp-web.ts';

let web: WhatsappWeb;
let profile: string;
let lives: LibraryClient[];
beforeEach(async () => {
  web = await new WhatsappWeb().start();
  profile = await mkdtemp(join(tmpdir(), 'vigie-'));
  lives = [];
});
afterEach(async () => {
  for (const life of lives) await life.stop();
  await web.stop();
  await rm(profile, { recursive: true, force: true });
});

async function live(options: LibraryOptions = {}): Promise<LibraryClient> {
  const life = await LibraryClient.start(web, { profile, ...options });
  lives.push(life);
  return life;
}
async function ready(): Promise<LibraryClient> {
  const life = await live();
  if (!web.paired) {
    await life.until('qr');
    web.scan();
  }
  await life.until('ready');
  return life;
}
async function chatWith(life: LibraryClient, id: string): Promise<{ chat: Chat; texts: string[] }> {
  const chat = await life.client.getChatById(id);
  const messages = await chat.fetchMessages({ limit: 1000 });
  return { chat, texts: messages.filter(isText).map(({ body }) => body) };
}
const isText = ({ type }: Message) => (type as string) === 'chat';
const textsTold = (life: LibraryClient) =>
  life.events
    .filter(({ name, values: [message] }) => name === 'message' && isText(message as Message))
    .map(({ values: [message] }) => (message as Message).body);

it('shows a code to scan, and another when it is refreshed', async () => {
  const life = await live();
  const [first] = await life.until('qr');
  expect(first).toMatch(/^2@stand-in-1,/);
  web.refreshQr();
  await web.until(() => life.events.filter(({ name }) => name === 'qr').length === 2, 'another QR');
  web.scan();
  await life.until('ready');
  expect(life.events.map(({ name }) => name)).toEqual(['qr', 'qr', 'authenticated', 'ready']);
});

it('gives a code for the phone to take', async () => {
  const life = await live({ pairingNumber: '33700000000' });
  const [code] = await life.until('code');
  expect(web.pairingCode).toEqual({ phone: '33700000000', code });
  web.scan();
  await life.until('ready');
});

it('keeps login, chats and what came in between from one browser to the next, even a killed one', async () => {
  const person = web.person();
  const first = await ready();
  const message = person.say('un');
  await web.until(() => textsTold(first).length === 1, 'the message');
  await (await first.client.getMessageById(message)).reply('deux');
  first.client.pupBrowser?.process()?.kill('SIGKILL');
  await web.until(() => web.pages === 0, 'the page to be gone');
  person.say('trois');
  const second = await ready();
  expect(second.events.map(({ name }) => name)).toEqual(['authenticated', 'ready']);
  const { chat, texts } = await chatWith(second, person.id);
  expect([chat.unreadCount, texts]).toEqual([1, ['un', 'deux', 'trois']]);
});

it('tells what came while away as new, when told to', async () => {
  const person = web.person();
  await (await ready()).stop();
  web.announcesMissed = true;
  person.say('un');
  person.say('deux');
  const life = await ready();
  await web.until(() => textsTold(life).length === 2, 'both messages');
  expect([textsTold(life), (await chatWith(life, person.id)).chat.unreadCount]).toEqual([['un', 'deux'], 2]);
});

it('keeps everything through a reload of the page', async () => {
  const person = web.person();
  const life = await ready();
  person.say('avant');
  await web.until(() => textsTold(life).length === 1, 'the message');
  const before = life.events.length;
  web.reload();
  await life.until('ready', before);
  expect((await chatWith(life, person.id)).texts).toEqual(['avant']);
  person.say('après');
  await web.until(() => textsTold(life).length === 2, 'the next message');
});

it('loads a long chat piece by piece, in its order', async () => {
  const person = web.person();
  const all = Array.from({ length: 75 }, (_, index) => `message ${index}`);
  for (const text of all) person.say(text);
  const life = await ready();
  expect((await chatWith(life, person.id)).texts).toEqual(all);
  expect((await chatWith(life, person.id)).texts).toEqual(all);
});

it('forgets the login when the phone unlinks it', async () => {
  const life = await ready();
  web.logout();
  expect(await life.until('disconnected')).toEqual(['LOGOUT']);
  await life.until('qr');
  await life.stop();
  await (await live()).until('qr');
});

it('shows a code to a browser whose login the phone no longer knows', async () => {
  await (await ready()).stop();
  web.logout();
  await (await live()).until('qr');
});

it('changes its state, which may end the library’s session', async () => {
  const life = await ready();
  web.setState('TIMEOUT');
  expect(await life.until('change_state')).toEqual(['TIMEOUT']);
  web.setState('CONFLICT');
  expect(await life.until('disconnected')).toEqual(['CONFLICT']);
  await web.until(() => web.pages === 0, 'the browser to be closed');
});

it('delivers in both directions what waited for the network', async () => {
  const person = web.person();
  const life = await ready();
  web.serve('nothing');
  expect(await life.until('change_state')).toEqual(['TIMEOUT']);
  person.say('hors ligne');
  const sending = life.client.sendMessage(person.id, 'en attente');
  web.serve('whatsapp');
  await sending;
  await web.until(() => textsTold(life).length === 1, 'the message');
  expect(web.sent.map(({ body }) => body)).toEqual(['en attente']);
});

it.each([
  ['nothing', /^Error: net::/],
  ['another page', /^auth timeout$/],
] as const)('serves %s instead, where the library never begins', async (served, reason) => {
  web.serve(served);
  await expect(LibraryClient.start(web, { profile, pageLimit: 100 }).catch(String)).resolves.toMatch(reason);
});

it('never becomes ready, when told to', async () => {
  web.synchronises = false;
  const life = await live();
  await life.until('qr');
  web.scan();
  await expect(
    web.until(() => life.events.some(({ name }) => name === 'ready'), 'it', 500),
  ).rejects.toThrow();
});

it('leaves a call to the library unanswered when its page crashes', async () => {
  const life = await ready();
  const page = life.client.pupPage;
  const crashed = new Promise((resolve) => page?.once('error', resolve));
  const session = await page?.createCDPSession();
  session?.send('Page.crash').catch(() => null);
  await crashed;
  await web.until(() => web.pages === 0, 'the page to be gone');
  const asked = life.client.getState().then(
    () => 'answered',
    () => 'answered',
  );
  const limit = web.until(() => null, 'an answer', 300).catch(() => 'unanswered');
  expect(await Promise.race([asked, limit])).toBe('unanswered');
});

it('freezes its page, so that a call is never answered', async () => {
  const life = await ready();
  web.freeze();
  const asked = web.until(() => life.events.some(({ name }) => name === 'message'), 'the message', 300);
  web.person().say('bonjour');
  await expect(asked).rejects.toThrow();
  life.client.pupBrowser?.process()?.kill('SIGKILL');
});
