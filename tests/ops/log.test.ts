import { Bot } from 'grammy';
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/ops/logger.ts';
import { troubleLog } from '../../src/ops/trouble.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { Person } from '../support/telegram-people.ts';
import { freePort, startProcess, type Running } from '../support/telegram-process.ts';

const key = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'.repeat(2);
const secrets = {
  TELEGRAM_BOT_TOKEN: '42:canary-of-a-token',
  TELEGRAM_WEBHOOK_SECRET: 'canary-of-a-webhook',
  DATABASE_URL: 'postgresql://vigie:canary%2Dof%2Da%22password@127.0.0.1:5432/vigie',
  SECRET_KEY: key,
  WHATSAPP_PAIRING_NUMBER: '+33 6 00 00 00 01',
};
const neverSaid = [
  'canary',
  key,
  Buffer.from(key, 'hex').toString('base64'),
  '33600000001',
  '6 00 00 00 01',
  '123456789',
];

class ForPeople extends Error {}

type Line = { level: string; time: string; code: string; msg: string; [name: string]: unknown };

async function logged(level: 'info' | 'debug' = 'debug') {
  const written: string[] = [];
  const log = await createLog({
    level,
    variables: secrets,
    isForPeople: (error): error is Error => error instanceof ForPeople,
    destination: { write: (line) => written.push(line) },
  });
  return { log, written, lines: () => written.map((line) => JSON.parse(line) as Line) };
}
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a line of the log', () => {
  it('has time, level, code, channel and a sentence', async () => {
    const { log, lines } = await logged();
    troubleLog(log)('whatsapp-browser-died');
    expect(lines()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
        code: 'whatsapp-browser-died',
        channel: 'whatsapp',
        msg: 'The browser of WhatsApp has ended; it is started again',
      },
    ]);
  });

  it('is left out below the level that is asked for', async () => {
    const { log, written } = await logged('info');
    log.write('debug', 'answered', 'A message was answered');
    expect([written, log.isOn('debug'), log.isOn('info')]).toEqual([[], false, true]);
  });

  it('says what is meant for people as it is, without a stack', async () => {
    const { log, lines } = await logged();
    troubleLog(log)('telegram-failed', new ForPeople('ask @BotFather'));
    expect(lines()[0]).toMatchObject({ msg: expect.stringMatching(/: ask @BotFather$/) as string });
    expect(lines()[0]).not.toHaveProperty('error');
  });

  it('keeps the place of a fault of ours and what caused it', async () => {
    const { log, lines } = await logged();
    const error = new Error('outer', { cause: new AggregateError([new Error('inner')], 'several') });
    troubleLog(log)('http-unexpected', error);
    expect(lines()[0]?.['error']).toMatchObject({
      message: 'outer',
      stack: expect.arrayContaining([expect.stringContaining('log.test.ts')]) as string[],
      causes: [{ message: 'several', causes: [{ message: 'inner' }] }],
    });
  });
});

describe('nothing secret or personal is in the log', () => {
  it('not in an error of the library that names the address with the token', async () => {
    const { log, written, lines } = await logged();
    const apiRoot = `http://127.0.0.1:${await freePort()}`;
    const bot = new Bot(secrets.TELEGRAM_BOT_TOKEN, { client: { apiRoot, sensitiveLogs: true } });
    const error: unknown = await bot.api.sendMessage(123456789, 'canary').catch((cause: unknown) => cause);
    expect(String((error as { error: unknown }).error)).toContain(secrets.TELEGRAM_BOT_TOKEN);
    troubleLog(log)('telegram-unexpected', error);
    expect(lines()[0]?.['error']).toMatchObject({
      message: expect.stringContaining('sendMessage') as string,
    });
    for (const canary of neverSaid) expect(written.join('')).not.toContain(canary);
  });

  it.each([
    ['a token of another bot', () => new Error('GET /bot7:AAEcanary-canary-canary-canary-canary/getMe')],
    ['a password in an address', () => new Error('connect to postgres://u:canary@h:5432/d failed')],
    ['the password itself', () => new Error('password canary-of-a"password is wrong')],
    ['a key in other letters', () => new Error(`key ${key.toUpperCase().toLowerCase()}`)],
    ['a secret in a cause of a cause', () => new Error('x', { cause: new Error('y', { cause: new Error('canary-of-a-webhook') }) })], // prettier-ignore
    ['a secret in a name of a stack', () => Object.assign(new Error('x'), { stack: 'x\n    at f (/canary-of-a-webhook.js:1:1)' })], // prettier-ignore
    ['a number of a chat', () => new Error('chat 123456789@c.us or +33 6 00 00 00 01 not found')],
    ['what was to be sent', () => Object.assign(new Error('x'), { payload: { text: 'canary' } })],
    ['a text that is no JSON', () => thrownBy(() => JSON.parse('canary, ma mutuelle est la MGEN'))],
    ['no error at all', () => ({ text: 'canary' })],
  ])('not %s', async (_what, make) => {
    const { log, written, lines } = await logged();
    troubleLog(log)('http-unexpected', make());
    log.write('info', 'configuration', secrets.DATABASE_URL, { detail: secrets.TELEGRAM_BOT_TOKEN });
    expect(lines()).toHaveLength(2);
    for (const canary of neverSaid) expect(written.join('')).not.toContain(canary);
  });

  it('and a line stays JSON when a secret looks like a part of it', async () => {
    const written: string[] = [];
    const log = await createLog({
      level: 'info',
      variables: { ...secrets, DATABASE_URL: 'postgresql://vigie:20000001@127.0.0.1/vigie' },
      isForPeople: (error): error is Error => error instanceof ForPeople,
      destination: { write: (line) => written.push(line) },
    });
    log.write('info', 'ready', 'is ready', { bytes: 20_000_001 });
    expect(JSON.parse(written.join(''))).toMatchObject({ code: 'log-scrubbed' });
  });
});

describe('the log of a start', () => {
  let api: TelegramBotApi;
  let state: string;
  let running: Running;
  const apiToken = '42:canary-of-a-token';
  beforeEach(async () => {
    api = await new TelegramBotApi({ token: apiToken }).start();
    state = mkdtempSync(join(tmpdir(), 'vigie-log-'));
  });
  afterEach(async () => {
    running.process.kill('SIGKILL');
    await running.ended;
    await api.stop();
    rmSync(state, { recursive: true, force: true });
  });
  const start = async (variables: Record<string, string> = {}) =>
    startProcess('src/start.js', {
      LOG_LEVEL: 'debug',
      TELEGRAM_BOT_TOKEN: apiToken,
      TELEGRAM_API_ROOT: api.apiRoot,
      STATE_DIR: state,
      PORT: String(await freePort()),
      ...variables,
    });
  const lines = () =>
    running
      .errors()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  const line = (code: string, sentence = '') =>
    new Promise<void>((resolve) => {
      const look = () => {
        const written = running.errors().split('\n');
        if (written.some((text) => text.includes(`"code":"${code}"`) && text.includes(sentence))) resolve();
      };
      running.process.stderr?.on('data', look);
      look();
    });

  it('tells its life and what was answered, without a word of it', async () => {
    running = await start({ TELEGRAM_BOT_TOKN: 'typo' });
    await line('channel-up');
    new Person(api, 123456789).say('canary: ma mutuelle est la MGEN, suis-je concerné ?');
    await line('answered');
    running.process.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(lines().map(({ code }) => code)).toEqual([
      'starting',
      'configuration',
      'channel-up',
      'answered',
      'stopping',
      'stopped',
    ]);
    const [starting, typo, , answered] = lines();
    expect(starting).toMatchObject({ channels: ['telegram by long polling'], store: 'embedded' });
    expect(typo?.msg).toContain('did you mean TELEGRAM_BOT_TOKEN?');
    expect(answered).toMatchObject({
      channel: 'telegram',
      kind: 'text',
      intent: 'insurer_affected',
      ms: expect.any(Number) as number,
    });
    for (const canary of neverSaid) expect(running.errors()).not.toContain(canary);
  });

  it('tells that Telegram cannot be reached, and that it can again', async () => {
    running = await start();
    await line('channel-up');
    const { port } = api;
    await api.stop();
    await line('channel-down');
    const again = line('channel-up', 'answers again');
    await api.start(port);
    new Person(api, 7).say('MGEN'); // the request that waits for messages is answered
    await again;
    expect(lines().at(-1)).toMatchObject({ code: 'channel-up', msg: 'telegram answers again' });
  });

  it('is no reason to end when it cannot be written', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, ['src/start.js'], {
      stdio: ['ignore', 'ignore', full],
      env: {
        ...process.env,
        TELEGRAM_BOT_TOKEN: apiToken,
        TELEGRAM_API_ROOT: api.apiRoot,
        STATE_DIR: state,
        PORT: '0',
      },
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    running = { process: child, errors: () => '', ended };
    const before = api.shown.size;
    new Person(api, 8).say('MGEN');
    await api.until(() => api.shown.size > before);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    closeSync(full);
  });

  it('ends with the reason of a crash, without the secret in it', async () => {
    const crash = `process.on('SIGUSR2',()=>{throw new Error('GET /bot${apiToken}/getMe')})`;
    running = await start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` });
    await line('channel-up');
    running.process.kill('SIGUSR2');
    expect(await running.ended).toBe(1);
    expect(lines().at(-1)).toMatchObject({
      level: 'fatal',
      code: 'crashed',
      error: { message: 'GET /bot[secret]/getMe' },
    });
    expect(running.errors()).not.toContain('canary');
  });
});
