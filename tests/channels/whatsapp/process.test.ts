import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileOf } from '../../../src/channels/whatsapp/browser.ts';
import { browserProcesses } from '../../../src/channels/whatsapp/processes.ts';
import { TelegramBotApi } from '../../support/telegram-bot-api.ts';
import { Person } from '../../support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../../support/telegram-process.ts';
import { WhatsappWeb } from '../../support/whatsapp/whatsapp-web.ts';

const root = join(import.meta.dirname, '../../..');
const telegramChat = 7;

it('loads nothing of WhatsApp for the terminal', () => {
  const script = `
    process.on('exit', () => {
      const loaded = Object.keys(require('module')._cache).filter((file) => /whatsapp|puppeteer/.test(file));
      process.stdout.write('WhatsApp files: ' + loaded.length);
    });
    import('./src/start.js');`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    env: { ...process.env, TELEGRAM_BOT_TOKEN: '', WHATSAPP: 'off' },
    input: 'MGEN\n',
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/MGEN[^]*WhatsApp files: 0$/);
});

describe('Vigie as a process of its own, with both channels', () => {
  let api: TelegramBotApi;
  let web: WhatsappWeb;
  let state: string;
  let port: number;
  let running: Running | undefined;
  beforeEach(async () => {
    [api, web] = await Promise.all([new TelegramBotApi().start(), new WhatsappWeb().start()]);
    state = await mkdtemp(join(tmpdir(), 'vigie-'));
    port = await freePort();
  });
  afterEach(async () => {
    running?.process.kill('SIGKILL');
    await running?.ended;
    await Promise.all([api.stop(), web.stop()]);
    await rm(state, { recursive: true, force: true });
  });
  async function start(more: Readonly<Record<string, string>> = {}): Promise<Running> {
    running = startProcess('src/start.js', {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      WHATSAPP: 'on',
      CHROMIUM_PATH: await web.chromiumPath(),
      CHROMIUM_ARGS: JSON.stringify(web.chromiumArguments),
      STATE_DIR: state,
      PORT: String(port),
      WHATSAPP_SENDS_PER_MINUTE: '0',
      ...more,
    });
    return running;
  }
  async function loggedIn(): Promise<void> {
    await web.until(() => web.pages === 1, 'WhatsApp Web to be opened');
    web.scan();
  }
  async function answeredOnWhatsapp(): Promise<string> {
    const person = web.person();
    const before = web.sent.length;
    person.say('MGEN');
    await web.until(() => web.sent.length > before, 'an answer on WhatsApp');
    return web.sent.at(-1)?.body ?? '';
  }
  async function answeredOnTelegram(): Promise<string> {
    const before = api.chat(telegramChat).length;
    new Person(api, telegramChat).say('MGEN');
    await api.until(() => api.chat(telegramChat).length > before, 'an answer on Telegram');
    return api.chat(telegramChat).at(-1)?.text ?? '';
  }
  const health = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    const { channels } = (await response.json()) as { channels: Record<string, string> };
    return { status: response.status, channels };
  };

  it('serves both, keeps the login over a restart, and leaves no browser behind', async () => {
    const first = await start();
    await loggedIn();
    expect(await answeredOnWhatsapp()).toContain('MGEN');
    expect(await answeredOnTelegram()).toContain('MGEN');
    expect(await health()).toMatchObject({ status: 200, channels: { telegram: 'up', whatsapp: 'up' } });
    const browser = browserProcesses(profileOf(join(state, 'whatsapp')), null);
    const environments = browser.map(({ pid }) => readFileSync(`/proc/${pid}/environ`, 'utf8'));
    expect(environments.length).toBeGreaterThan(0);
    expect(environments.filter((text) => text.includes(api.token))).toEqual([]);
    first.process.kill('SIGTERM');
    expect([await first.ended, first.errors()]).toEqual([0, '']);
    expect(browserProcesses(profileOf(join(state, 'whatsapp')), null)).toEqual([]);
    const second = await start();
    expect(await answeredOnWhatsapp()).toContain('MGEN');
    second.process.kill('SIGTERM');
    expect([await second.ended, second.errors()]).toEqual([0, '']);
  });

  it('goes on with Telegram when there is no browser, and health names it', async () => {
    const process = await start({ CHROMIUM_PATH: join(state, 'none') });
    expect(await answeredOnTelegram()).toContain('MGEN');
    const { status, channels } = await health();
    expect([status, channels['telegram']]).toEqual([503, 'up']);
    expect(channels['whatsapp']).toContain('CHROMIUM_PATH');
    process.process.kill('SIGTERM');
    expect(await process.ended).toBe(0);
    expect(process.errors()).toMatch(/"code":"whatsapp-failed".*CHROMIUM_PATH/);
  });

  it('goes on with WhatsApp when Telegram refuses the token, and health names it', async () => {
    const process = await start({ TELEGRAM_BOT_TOKEN: '42:OTHER' });
    await loggedIn();
    expect(await answeredOnWhatsapp()).toContain('MGEN');
    const { status, channels } = await health();
    expect([status, channels['whatsapp']]).toEqual([503, 'up']);
    expect(channels['telegram']).toContain('TELEGRAM_BOT_TOKEN');
    process.process.kill('SIGTERM');
    expect(await process.ended).toBe(0);
  });

  it('ends when neither can serve, and says why of each', async () => {
    const process = await start({ TELEGRAM_BOT_TOKEN: '42:OTHER', CHROMIUM_PATH: join(state, 'none') });
    expect(await process.ended).toBe(1);
    expect(process.errors()).toContain('CHROMIUM_PATH');
    expect(process.errors()).toContain('TELEGRAM_BOT_TOKEN');
  });

  it('answers after it was killed what came meanwhile, once', async () => {
    const first = await start();
    await loggedIn();
    await answeredOnWhatsapp();
    first.process.kill('SIGKILL');
    await first.ended;
    const person = web.person();
    person.say('ma mutuelle est la MAIF');
    const second = await start();
    await web.until(() => web.sent.length === 2, 'the missed answer');
    expect(web.sent.at(-1)?.body).toContain('MAIF');
    await answeredOnWhatsapp();
    expect(web.sent).toHaveLength(3);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(browserProcesses(profileOf(join(state, 'whatsapp')), null)).toEqual([]);
  });
});
