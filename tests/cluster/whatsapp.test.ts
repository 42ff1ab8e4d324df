import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { profileOf } from '../../src/channels/whatsapp/browser.ts';
import { endBrowserProcesses } from '../../src/channels/whatsapp/processes.ts';
import { TestPostgres } from '../support/postgres.ts';
import { freePort, startProcess } from '../support/telegram-process.ts';
import { WhatsappWeb } from '../support/whatsapp/whatsapp-web.ts';

it('WhatsApp runs in one worker; another takes it over, login and all, when that one dies', async () => {
  const [web, postgres] = await Promise.all([new WhatsappWeb().start(), TestPostgres.start()]);
  const state = await mkdtemp(join(tmpdir(), 'vigie-cluster-'));
  const environment = {
    WHATSAPP: 'on',
    CHROMIUM_PATH: await web.chromiumPath(),
    CHROMIUM_ARGS: JSON.stringify(web.chromiumArguments),
    DATABASE_URL: await postgres.database(),
    STATE_DIR: state,
    WHATSAPP_SENDS_PER_MINUTE: '0',
  };
  const start = async () => {
    const port = await freePort();
    const running = startProcess('src/start.js', { ...environment, PORT: String(port) });
    const health = async (): Promise<string | undefined> => {
      const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
      const { channels } = ((await response?.json()) ?? {}) as { channels?: Record<string, string> };
      return channels?.['whatsapp'];
    };
    return { running, health };
  };
  const workers = await Promise.all([start(), start()]);
  const person = web.person();
  const answered = async (text: string) => {
    const before = web.sent.length;
    person.say(text);
    await web.until(() => web.sent.length > before, 'an answer', 60_000);
  };
  try {
    await web.until(() => web.pages === 1, 'WhatsApp Web to be opened', 60_000);
    web.scan();
    await answered('MGEN');
    expect(web.pages).toBe(1);
    const health = await Promise.all(workers.map((worker) => worker.health()));
    expect(health.toSorted()).toEqual(['standing by', 'up']);
    const holder = workers[health.indexOf('up')];
    holder?.running.process.kill('SIGKILL');
    await holder?.running.ended;
    await answered('et Swiss Life ?');
    expect(web.sent.map(({ body }) => body).join()).toContain('Swiss Life');
  } finally {
    for (const { running } of workers) running.process.kill('SIGKILL');
    await Promise.all(workers.map(({ running }) => running.ended));
    await endBrowserProcesses(profileOf(join(state, 'whatsapp')), null);
    await Promise.all([web.stop(), postgres.stop()]);
    await rm(state, { recursive: true, force: true, maxRetries: 4 });
  }
}, 120_000); // prettier-ignore
