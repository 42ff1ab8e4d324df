import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHttpServer, type HttpServer } from '../../../src/ops/http-server.ts';
import { TelegramBotApi } from '../../support/telegram-bot-api.ts';
import { startTelegram, type Harness } from '../../support/telegram-harness.ts';

const secret = 'a-secret-of-this-test';
let telegram: Harness;
let server: HttpServer;
let url: string;

beforeEach(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}/telegram`;
  const api = await new TelegramBotApi().start();
  telegram = await startTelegram({ api, settings: { webhook: { url, secret } }, start: false });
  const { route } = telegram.channel;
  if (!route) throw new Error('no route');
  server = await startHttpServer({
    host: '127.0.0.1',
    port,
    health: () => ({ telegram: telegram.channel.health() }),
    routes: { [route.path]: route.handle },
    onError: (error) => {
      throw error;
    },
  });
  await telegram.channel.start();
});
afterEach(async () => {
  await telegram.stop();
  await server.close();
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
const post = (
  body: string,
  headers: Record<string, string> = { 'x-telegram-bot-api-secret-token': secret },
) => fetch(url, { method: 'POST', headers, body });
const update = (id: number, text = 'MGEN') =>
  JSON.stringify({ update_id: id, message: telegram.person().message({ text }) });

describe('the webhook', () => {
  it('takes what Telegram delivers, and is answered 200 once the person is', async () => {
    telegram.person().say('ma mutuelle est la MGEN');
    await telegram.api.until(() => telegram.api.unconfirmed === 0, 'the confirmation');
    expect(telegram.api.chat(7)).toHaveLength(1);
    expect(telegram.api.callsOf('getUpdates')).toEqual([]);
  });

  it('is refused without the secret, or with another', async () => {
    expect((await post(update(1), {})).status).toBe(401);
    expect((await post(update(1), { 'x-telegram-bot-api-secret-token': `${secret}x` })).status).toBe(401);
    expect(telegram.api.chat(7)).toEqual([]);
  });

  it('refuses what is too large, no update, or no post', async () => {
    expect((await post(`"${'x'.repeat(1024 * 1024)}"`)).status).toBe(413);
    expect((await post('{')).status).toBe(400);
    expect((await post('{"update_id":"1"}')).status).toBe(400);
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(new URL('/other', url))).status).toBe(404);
  });

  it('answers an update once that Telegram delivers twice, also at the same time', async () => {
    const body = update(5000);
    const statuses = await Promise.all([post(body), post(body)]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
    expect((await post(body)).status).toBe(200);
    expect(telegram.api.chat(7)).toHaveLength(1);
  });

  it('makes one verdict of forwarded messages that Telegram delivers one after the other', async () => {
    const person = telegram.person();
    person.forward('Bonjour, votre livreur est passé.');
    for (let index = 0; index < 8; index++) person.forward(`Relance numéro ${index}.`);
    person.forward('Réglez 1,99 € sur colis-relance-suivi.top');
    await telegram.api.until(() => telegram.api.unconfirmed === 0, 'the confirmation');
    expect(telegram.api.chat(7)).toHaveLength(1);
    expect(telegram.api.chat(7)[0]?.text).toContain('colis-relance-suivi[.]top');
  });

  it('is told 503 while the channel stops, so that Telegram delivers again', async () => {
    await telegram.channel.stop();
    expect((await post(update(6000))).status).toBe(503);
  });

  it('shares its port with the health', async () => {
    const response = await fetch(new URL('/healthz', url));
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'up', channels: { telegram: 'up' } },
    ]);
    await telegram.channel.stop();
    expect((await fetch(new URL('/healthz', url))).status).toBe(503);
  });
});
