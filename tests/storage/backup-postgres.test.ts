import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { backUp } from '../../src/storage/archive/back-up.ts';
import { restore } from '../../src/storage/archive/restore.ts';
import { forgetOld } from '../../src/storage/retention.ts';
import { openWorker, query, usePostgres } from '../support/postgres-workers.ts';
import { chat, noon, secretKey, temporaryDirectory } from '../support/state.ts';
import { dumpOf, fillDirectory, stateCommand } from '../support/state-dump.ts';

const postgres = usePostgres();
const now = () => noon;
const embedded = (directory: string) => ({ databaseUrl: null, directory, secretKey: null });
const shared = (databaseUrl: string, directory: string) => ({ databaseUrl, directory, secretKey: null });

/** The backup of an embedded store with something in every table, and an empty database. */
async function backedUp() {
  const directory = temporaryDirectory();
  await fillDirectory(directory);
  const file = join(temporaryDirectory(), 'backup');
  await backUp({ place: embedded(directory), file, withKey: true, now: noon });
  return { directory, file, url: await postgres().database() };
}

describe('a backup of the embedded store', () => {
  it('moves to PostgreSQL, is used there, and moves back with all of it', async () => {
    const { directory, file, url } = await backedUp();
    const report = await restore({ place: shared(url, directory), file, replace: false, now });
    expect(report).toMatchObject({ replaced: null, wroteKey: false });
    const again = join(temporaryDirectory(), 'backup');
    await backUp({ place: shared(url, directory), file: again, withKey: true, now: noon });
    const back = join(temporaryDirectory(), 'back');
    await restore({ place: embedded(back), file: again, replace: false, now });
    expect(dumpOf(back)).toEqual(dumpOf(directory));

    const { state } = await openWorker(url);
    expect(await state.conversations.get(chat('old'))).not.toBeNull();
    expect(await state.processed.has('telegram', 'old')).toBe(true);
    expect((await state.subscriptions.next('telegram', noon))?.address).toBe('4242');
    const judged = async (words: string[], name: string) =>
      state.campaigns.report(
        chat(name),
        {
          sketch: createSketcher(secretKey)(words) ?? new Uint8Array(),
          verdict: 'scam',
          signs: [],
          sender: null,
        },
        noon,
      );
    expect((await judged(['one two three', 'two three four', 'three four five'], 'new')).others).toBe(2);
    expect((await judged(['something else', 'of other words'], 'new')).others).toBe(0);
  });

  it('brings its key to a directory that has none', async () => {
    const { file, url } = await backedUp();
    const directory = join(temporaryDirectory(), 'new');
    const { wroteKey } = await restore({ place: shared(url, directory), file, replace: false, now });
    expect(wroteKey).toBe(true);
    const key = readFileSync(join(directory, 'secret.key'), 'utf8');
    expect(key).toBe(`${Buffer.from(secretKey).toString('hex')}\n`);
  });

  it('leaves a database alone that workers use, or that holds a state', async () => {
    const { directory, file, url } = await backedUp();
    const place = shared(url, directory);
    const worker = await openWorker(url);
    await worker.state.settings.set('telegram', 'offset', '9');
    await expect(restore({ place, file, replace: true, now })).rejects.toThrow(/stop every worker of Vigie/);
    await worker.state.close();
    await expect(restore({ place, file, replace: false, now })).rejects.toThrow(
      /holds a state already.*--replace/,
    );
    const settings = await query(url, `SELECT value FROM vigie.settings WHERE channel = 'telegram'`);
    expect(settings).toEqual([{ value: '9' }]);
  });

  it('sets the state of the database aside when told to, no longer than chats are kept', async () => {
    const { directory, file, url } = await backedUp();
    const place = shared(url, directory);
    const before = await openWorker(url);
    await before.state.settings.set('telegram', 'offset', '9');
    await before.state.close();
    const { replaced } = await restore({ place, file, replace: true, now });
    expect(replaced).toMatch(/the schema vigie_replaced_20261124t120000000z of .*DROP SCHEMA/);
    const offsets = async (schema: string) =>
      (await query(url, `SELECT value FROM ${schema}.settings WHERE channel = 'telegram'`)).map(
        (row) => row['value'],
      );
    expect(await offsets('vigie_replaced_20261124t120000000z')).toEqual(['9']);
    expect(await offsets('vigie')).toEqual(['7']);
    const { state } = await openWorker(url);
    await forgetOld(state, { days: 90, now });
    expect(await offsets('vigie_replaced_20261124t120000000z')).toEqual(['9']);
    await forgetOld(state, { days: 90, now: () => new Date(noon.getTime() + 91 * 86_400_000) });
    await expect(offsets('vigie_replaced_20261124t120000000z')).rejects.toThrow('does not exist');
  });

  it('changes nothing when the file is damaged', async () => {
    const { directory, file, url } = await backedUp();
    writeFileSync(file, readFileSync(file).subarray(0, -20));
    const restoring = restore({ place: shared(url, directory), file, replace: true, now });
    await expect(restoring).rejects.toThrow(/is cut short/);
    expect(await query(url, `SELECT to_regclass('vigie.settings') AS name`)).toEqual([{ name: null }]);
  });
});

it('the commands work on the database, beside workers, and never show its password', async () => {
  const { directory, file, url } = await backedUp();
  const variables = { STATE_DIR: directory, DATABASE_URL: url };
  const said = stateCommand(['restore', file], variables);
  expect(said).toMatchObject({ status: 0, stderr: '' });
  await openWorker(url);
  const backup = stateCommand(['backup', file], variables);
  expect(backup).toMatchObject({ status: 0, stderr: '' });
  expect(backup.stdout).toContain('1 chat, 1 subscriber, 1 campaign');
  const stats = stateCommand(['stats'], variables);
  expect(stats.stdout).toMatch(/PostgreSQL 127\.0\.0\.1:\d+\/test\d+, [\d.]+ kB, version \d/);
  expect(stats.stdout).toMatch(/chats +1 kept/);
  expect(stats.stdout).toMatch(/scam:right .* 3\n/);
  const nobody = stateCommand(['stats'], { ...variables, DATABASE_URL: postgres().urlOf('nowhere') });
  expect(nobody).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/has no such database/) as string,
  });
  const empty = stateCommand(['stats'], { ...variables, DATABASE_URL: await postgres().database() });
  expect(empty).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/holds no state of Vigie/) as string,
  });
  const all = [said, backup, stats, nobody, empty]
    .flatMap(({ stdout, stderr }) => [stdout, stderr])
    .join('\n');
  expect(all).not.toContain(postgres().password);
});
