import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openState } from '../../src/storage/open-state.ts';
import { TestPostgres } from '../support/postgres.ts';
import { TelegramBotApi } from '../support/telegram-bot-api.ts';
import { runStart } from './check-process.ts';

const key = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'.repeat(2);
let folder: string;
let api: TelegramBotApi;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-check-'));
  [api, postgres] = await Promise.all([new TelegramBotApi().start(), TestPostgres.start()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([api.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function check(DATABASE_URL: string, SECRET_KEY = key) {
  const directory = mkdtempSync(join(folder, 'run-'));
  mkdirSync(join(directory, 'state'));
  return runStart(directory, {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    PORT: '0',
    DATABASE_URL,
    SECRET_KEY,
  }).then((checked) => ({ ...checked, made: readdirSync(join(directory, 'state')) }));
}

it('a database that is ready is named with its version, and nothing is made in it', async () => {
  const url = await postgres.database();
  const first = await check(url);
  const second = await check(url);
  expect(first.said).toMatch(
    /ok .*The state is in PostgreSQL \d+, still without tables, at 127\.0\.0\.1:\d+\//,
  );
  expect(second.said).toMatch(/still without tables/);
  expect(first.said).toContain('with PostgreSQL, /healthz');
  expect([first.code, first.errors, first.made]).toEqual([0, '', []]);
});

it('one that was written with another key is refused, and opens with its own', async () => {
  const url = await postgres.database();
  const { state } = await openState({ databaseUrl: url, directory: folder, secretKey: Buffer.from(key, 'hex'), now: () => new Date(), onProblem: () => undefined }); // prettier-ignore
  await state.close();
  const [own, other] = await Promise.all([check(url), check(url, 'c0ffee01'.repeat(8))]);
  expect([own.code, own.said]).toEqual([0, expect.stringMatching(/The state is in PostgreSQL \d+ at/)]);
  expect([other.code, other.said]).toEqual([
    2,
    expect.stringMatching(/to mend .*another key than SECRET_KEY/),
  ]);
});

it.each([
  [
    'a wrong password',
    (url: string) => url.replace(`:${postgres.password}@`, ':canary@'),
    /refuses the password/,
  ],
  ['a database that is not there', () => postgres.urlOf('nowhere'), /has no such database: create it/],
])('%s is named, the password never', async (_what, broken, sentence) => {
  const { code, said, errors } = await check(broken(await postgres.database()));
  expect([code, said]).toEqual([2, expect.stringMatching(sentence)]);
  expect(said + errors).not.toContain('canary');
  expect(said + errors).not.toContain(postgres.password);
});
