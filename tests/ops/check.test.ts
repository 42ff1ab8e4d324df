import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../src/storage/open-state.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { freePort } from '../support/telegram-process.ts';
import { WhatsappWeb } from '../support/whatsapp/whatsapp-web.ts';
import { runStart, type Checked } from './check-process.ts';

const password = 'canary-of-a-password';
const token = '42:TEST-TOKEN-canary';
let folder: string;
let api: TelegramBotApi;
let taken: Server;
let takenPort: number;
let closedPort: number;
/** What a start with Telegram needs, all of it well. */
let telegram: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-check-'));
  api = await new TelegramBotApi({ token }).start();
  taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  takenPort = (taken.address() as AddressInfo).port;
  closedPort = await freePort();
  telegram = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: api.apiRoot, PORT: String(await freePort()) };
});
afterAll(async () => {
  await api.stop();
  await new Promise((resolve) => taken.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}
function own(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}
/** The sentences of what is to be mended. */
const mends = ({ said }: Checked) =>
  said
    .split('\n')
    .filter((line) => line.startsWith('to mend'))
    .map((line) => line.slice('to mend'.length).trim());

describe('what is well', () => {
  it('with nothing set is the chat in the terminal', async () => {
    const checked = await runStart(own('nothing'));
    expect([checked.code, checked.errors]).toEqual([0, '']);
    expect(checked.said).toMatch(/Facts and words: \d+ insurers/);
    expect(checked.said).toContain('Would start: the chat in this terminal');
  });

  it('names the bot, the port and the store; nothing is made and nothing set at Telegram', async () => {
    const directory = own('well');
    const before = api.calls.length;
    const checked = await runStart(directory, telegram);
    expect([checked.code, checked.errors, mends(checked)]).toEqual([0, '', []]);
    expect(checked.said).toContain(
      `Would start: Telegram (@vigie_bot, by long polling), with the embedded store, /healthz and /metrics on http://127.0.0.1:${telegram['PORT']}`,
    );
    expect(checked.said).toContain('Nothing was changed');
    expect(checked.said).not.toContain(token);
    expect(readdirSync(directory)).toEqual([]);
    const asked = api.calls.slice(before).map(({ method }) => method);
    expect(new Set(asked)).toEqual(new Set(['getMe', 'getWebhookInfo']));
  });

  it('finds a browser that starts, with its version', async () => {
    const web = await new WhatsappWeb().start();
    try {
      const { code, said } = await runStart(own('whatsapp'), {
        WHATSAPP: 'on',
        CHROMIUM_PATH: await web.chromiumPath(),
        CHROMIUM_ARGS: JSON.stringify(web.chromiumArguments),
        PORT: telegram['PORT'] ?? '',
      });
      expect(said).toMatch(/The browser starts: .*\d+\.\d+/);
      expect(said).toContain('the start shows a QR code');
      expect(code).toBe(0);
    } finally {
      await web.stop();
    }
  }, 90_000);

  it('leaves a state that is there as it is', async () => {
    const directory = own('kept');
    await makeState(join(directory, 'state'));
    const before = contentsOf(join(directory, 'state'));
    const { code, said } = await runStart(directory, telegram);
    expect([code, contentsOf(join(directory, 'state'))]).toEqual([0, before]);
    expect(said).toContain('The state is in the embedded store; its key: secret.key in STATE_DIR');
  });
});

async function makeState(directory: string): Promise<void> {
  const { state } = await openState({ directory, secretKey: null, now: () => new Date(), onProblem: () => undefined }); // prettier-ignore
  await state.close();
}
function contentsOf(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'base64')]),
  );
}

describe('ten and more broken configurations', () => {
  const broken: readonly (readonly [string, () => Record<string, string>, RegExp])[] = [
    [
      'a token that Telegram refuses',
      () => ({ ...telegram, TELEGRAM_BOT_TOKEN: '42:revoked' }),
      /^Telegram refuses TELEGRAM_BOT_TOKEN \(401\): ask @BotFather for the token/,
    ],
    [
      'a token that is none',
      () => ({ ...telegram, TELEGRAM_BOT_TOKEN: 'vigie_bot' }),
      /^TELEGRAM_BOT_TOKEN is no token: copy the whole one of @BotFather/,
    ],
    [
      'a Telegram that cannot be reached',
      () => ({ ...telegram, TELEGRAM_API_ROOT: `http://127.0.0.1:${closedPort}` }),
      /^Telegram cannot be reached at 127\.0\.0\.1:\d+ \(ECONNREFUSED\): check the network/,
    ],
    [
      'a port in use',
      () => ({ ...telegram, PORT: String(takenPort) }),
      /^PORT \(\d+ on 127\.0\.0\.1\) is in use: stop what uses it .* or set PORT to another/,
    ],
    [
      'a host that is not this machine',
      () => ({ ...telegram, HOST: '192.0.2.1' }),
      /^HOST \(192\.0\.2\.1\) is no address of this machine: set it to 127\.0\.0\.1/,
    ],
    [
      'a file where the state should be',
      () => ({ ...telegram, STATE_DIR: file('state-file', '') }),
      /^STATE_DIR \(.*state-file\) is a file and no directory: remove it, or set STATE_DIR/,
    ],
    [
      'a state where nothing can be made',
      () => ({ ...telegram, STATE_DIR: '/proc/vigie' }),
      /^STATE_DIR \(\/proc\/vigie\) cannot be written by the user that runs this: give it to that user/,
    ],
    [
      'a database that refuses',
      () => ({ ...telegram, DATABASE_URL: `postgresql://vigie:${password}@127.0.0.1:${closedPort}/vigie` }),
      /^DATABASE_URL: 127\.0\.0\.1:\d+\/vigie cannot be reached: is PostgreSQL running/,
    ],
    [
      'a database that is no PostgreSQL',
      () => ({ ...telegram, DATABASE_URL: `mysql://vigie:${password}@127.0.0.1/vigie` }),
      /^DATABASE_URL is no address of a PostgreSQL: write postgresql:\/\/USER/,
    ],
    [
      'a browser that is not there',
      () => ({ ...telegram, WHATSAPP: 'on', CHROMIUM_PATH: join(folder, 'none') }),
      /^CHROMIUM_PATH \(.*none\) is no executable file: correct it, or install one/,
    ],
    [
      'a browser that is none',
      () => ({ ...telegram, WHATSAPP: 'on', CHROMIUM_PATH: file('browser', '#!/bin/sh\necho 1\n', 0o700) }),
      /^The browser \(.*browser\) does not say that it is Chromium.*: set CHROMIUM_PATH/,
    ],
    [
      'a browser that does not start',
      () => ({
        ...telegram,
        WHATSAPP: 'on',
        CHROMIUM_PATH: file(
          'chromium',
          '#!/bin/sh\n[ "$1" = --version ] && echo Chromium 130.0 && exit\necho No usable sandbox! >&2\nexit 1\n',
          0o700,
        ),
      }),
      /^The browser \(.*chromium\) does not start: it finds no sandbox\. Run as a user other than root/,
    ],
    [
      'facts that are broken',
      () => {
        const data = join(folder, 'data');
        cpSync(join(import.meta.dirname, '../../data'), data, { recursive: true });
        writeFileSync(join(data, 'insurers.json'), '[{');
        return { ...telegram, DATA_DIR: data };
      },
      /^.*insurers\.json: .*JSON/,
    ],
    [
      'a typo',
      () => ({ ...telegram, TELEGRAM_BOT_TOKN: token }),
      /^TELEGRAM_BOT_TOKN is unknown: did you mean TELEGRAM_BOT_TOKEN\?/,
    ],
    [
      'a webhook on a port that Telegram does not take',
      () => ({ TELEGRAM_BOT_TOKEN: 'none', TELEGRAM_WEBHOOK_URL: 'nowhere', PORT: telegram['PORT'] ?? '' }),
      /^TELEGRAM_WEBHOOK_URL \("nowhere"\) is no URL: give the public https address/,
    ],
    [
      'a key that is none',
      () => ({ ...telegram, SECRET_KEY: password }),
      /^SECRET_KEY is not 32 bytes in hexadecimal or base64: make it with "openssl rand -hex 32"/,
    ],
    [
      'days that are none',
      () => ({ ...telegram, RETENTION_DAYS: 'for ever' }),
      /^RETENTION_DAYS \("for ever"\) is no whole number of days from 1 to 3650: correct it/,
    ],
  ];

  it.each(broken)('%s: one sentence, exit code 2', async (what, variables, sentence) => {
    const directory = own(what.replaceAll(' ', '-'));
    const checked = await runStart(directory, variables());
    expect(mends(checked)).toContainEqual(expect.stringMatching(sentence));
    expect([checked.code, checked.errors]).toEqual([2, '']);
    expect(checked.said + checked.errors).not.toContain(password);
    expect(checked.said + checked.errors).not.toContain(token);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('all of them at once', async () => {
    const checked = await runStart(own('all'), {
      ...telegram,
      PORT: String(takenPort),
      STATE_DIR: '/proc/vigie',
      DATABASE_URL: `postgresql://vigie:${password}@127.0.0.1:${closedPort}/vigie`,
      RETENTION_DAYS: '0',
      LOG_LEVL: 'debug',
      WHATSAPP: 'on',
      CHROMIUM_PATH: join(folder, 'none'),
    });
    expect(mends(checked)).toHaveLength(6);
    expect(checked.said).toContain('6 to mend before "npm start" is as it is meant. Nothing was changed.');
  });

  it.each([
    [
      'another key',
      { SECRET_KEY: 'c0ffee01'.repeat(8) },
      /was written with another key than SECRET_KEY: give/,
    ],
    ['no key', {}, /has no secret\.key\. Set STATE_DIR, or SECRET_KEY/],
  ])('a state with %s', async (what, variables, sentence) => {
    const directory = own(`state with ${what}`);
    await makeState(join(directory, 'state'));
    if (what === 'no key') rmSync(join(directory, 'state/secret.key'));
    const checked = await runStart(directory, { ...telegram, ...variables });
    expect(mends(checked)).toEqual([expect.stringMatching(sentence)]);
  });
});

describe('.env', () => {
  it('is read from the working directory, and the environment wins', async () => {
    const directory = own('env');
    writeFileSync(join(directory, '.env'), `TELEGRAM_BOT_TOKEN="${token}"\nPORT=${takenPort}\n`);
    const { said, code } = await runStart(directory, {
      TELEGRAM_API_ROOT: api.apiRoot,
      PORT: telegram['PORT'] ?? '',
    });
    expect(said).toContain('Telegram (@vigie_bot');
    expect(said).toMatch(/note {5}\.env can be read by every user of this machine: chmod 600/);
    expect(code).toBe(0);
  });

  it.each([
    [
      'a line that sets nothing',
      'PORT=8080\nTELEGRAM_BOT_TOKEN canary\n',
      /line 2: sets no variable: write NAME/,
    ],
    ['an open quote', `PORT="8080\nHOST=::1\n`, /line 1: the quote " is never closed/],
    ['another encoding', Buffer.from('PORT=8080\n', 'utf16le'), /is no plain text: save it anew in .* UTF-8/],
  ])('with %s is named, and stops the start', async (what, content, sentence) => {
    const directory = own(`env with ${what}`);
    writeFileSync(join(directory, '.env'), content);
    const [checked, started] = await Promise.all([runStart(directory), runStart(directory, {}, [])]);
    expect(mends(checked)).toEqual([expect.stringMatching(sentence)]);
    expect([started.code, started.errors]).toEqual([2, expect.stringMatching(sentence)]);
    expect(checked.said + started.errors).not.toContain('canary');
  });

  it('that is a directory, as Docker makes one, is named', async () => {
    const directory = own('env as directory');
    mkdirSync(join(directory, '.env'));
    expect(mends(await runStart(directory))).toEqual([
      expect.stringMatching(/\.env is a directory .*: remove it, and copy \.env\.example/),
    ]);
  });

  it('names every variable in it that is not known', async () => {
    const directory = own('env with typos');
    writeFileSync(join(directory, '.env'), 'LOGLEVEL=debug\nBANANA=1\nDOMAIN=example.org\n');
    expect(
      mends(await runStart(directory))
        .sort()
        .reverse(),
    ).toEqual([
      'LOGLEVEL is unknown: did you mean LOG_LEVEL?',
      'BANANA is unknown, and does nothing: remove it; .env.example names every variable',
    ]);
  });
});

it('explains itself, and what is no argument', async () => {
  const help = await runStart(folder, {}, ['--help']);
  expect([help.code, help.said]).toEqual([0, expect.stringContaining('npm start -- --check')]);
  const wrong = await runStart(folder, {}, ['--chek']);
  expect([wrong.code, wrong.errors]).toEqual([2, expect.stringContaining('"--chek" is not understood')]);
});
