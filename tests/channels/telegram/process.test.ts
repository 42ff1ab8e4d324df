import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramBotApi } from '../../support/telegram-bot-api.ts';
import { killAgainAndAgain } from '../../support/telegram-kills.ts';
import { Person } from '../../support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../../support/telegram-process.ts';

const root = join(import.meta.dirname, '../../..');

it('loads nothing of grammY for the terminal', () => {
  const script = `
    process.on('exit', () => {
      const loaded = Object.keys(require('module')._cache).filter((file) => file.includes('grammy'));
      process.stdout.write('grammY files: ' + loaded.length);
    });
    import('./src/start.js');`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    env: { ...process.env, TELEGRAM_BOT_TOKEN: '' },
    input: 'MGEN\n',
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/MGEN[^]*grammY files: 0$/);
});

describe('Vigie as a process of its own', () => {
  let api: TelegramBotApi;
  let state: string;
  let port: number;
  let running: Running | undefined;
  beforeEach(async () => {
    api = await new TelegramBotApi().start();
    state = await mkdtemp(join(tmpdir(), 'vigie-'));
    port = await freePort();
  });
  afterEach(async () => {
    running?.process.kill('SIGKILL');
    await running?.ended;
    await api.stop();
    await rm(state, { recursive: true, force: true });
  });
  const start = (more: Readonly<Record<string, string>> = {}) => {
    running = startProcess('src/start.js', {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      STATE_DIR: state,
      PORT: String(port),
      ...more,
    });
    return running;
  };
  const answered = (count: number) =>
    api.until(() => api.chat(7).length >= count && api.chat(7), 'an answer');

  it('serves with the token alone, remembers over a restart, stops cleanly', async () => {
    const person = new Person(api, 7);
    const first = start();
    person.say('ma mutuelle est Swiss Life');
    await answered(1);
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: 'up', channels: { telegram: 'up' } },
    ]);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(api.unconfirmed).toBe(0);
    const second = start();
    person.say('/confidentialite');
    const messages = await answered(2);
    expect(messages[1]?.text).toContain('Swiss Life');
    expect(first.errors() + second.errors()).toBe('');
  });

  it('serves by webhook, with a secret of its own when none is given', async () => {
    start({ TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/hook` });
    new Person(api, 7).say('MGEN');
    await answered(1);
    expect(api.webhookUrl).toContain('/hook');
  });

  it.each([
    ['a refused token', { TELEGRAM_BOT_TOKEN: '42:OTHER' }, 1, /TELEGRAM_BOT_TOKEN.*@BotFather/],
    ['no token at all', { TELEGRAM_BOT_TOKEN: 'none' }, 2, /^TELEGRAM_BOT_TOKEN is no token/],
    ['a port that is no number', { PORT: 'http' }, 2, /^PORT \("http"\) is no whole number/],
    [
      'a secret that Telegram would refuse',
      { TELEGRAM_WEBHOOK_SECRET: 'a b' },
      2,
      /^TELEGRAM_WEBHOOK_SECRET is no secret/,
    ],
  ])('ends with a sentence on %s', async (_what, variables, code, sentence) => {
    const ended = start(variables);
    expect(await ended.ended).toBe(code);
    expect(ended.errors()).toMatch(sentence);
    expect(ended.errors().trim().split('\n')).toHaveLength(1);
  });

  it('ends with a sentence when its port is taken', async () => {
    const other = start();
    await api.until(
      () => api.callsOf('getUpdates').length > 0 || api.callsOf('setMyShortDescription').length > 0,
    );
    const second = startProcess('src/start.js', {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      STATE_DIR: `${state}/second`,
      PORT: String(port),
    });
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/^HOST and PORT/);
    other.process.kill('SIGTERM');
    expect(await other.ended).toBe(0);
  });

  it.each(['polling', 'webhook'] as const)(
    'answers every message once or, when it was in flight, twice, however often it is killed: %s',
    { timeout: 120_000 },
    async (mode) => {
      const report = await killAgainAndAgain({ mode, kills: 8, chats: 50, seed: 7 });
      expect(report).toMatchObject({ unanswered: 0, beyondInFlight: 0, doubledAlive: 0, disordered: 0 });
    },
  );
});
