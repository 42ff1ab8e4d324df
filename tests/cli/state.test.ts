import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../src/storage/archive/back-up.ts';
import { restore } from '../../src/storage/archive/restore.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import { chat, noon, openTestState, secretKey, temporaryDirectory } from '../support/state.ts';
import { dumpOf, fillDirectory, filesIn, stateCommand, writeKey } from '../support/state-dump.ts';

/** A state with something in every table, its backup, and an empty place. */
async function backedUp(flags: string[] | null = null) {
  const place = temporaryDirectory();
  const old = join(place, 'old');
  const empty = join(place, 'empty');
  const file = join(place, 'vigie.backup');
  mkdirSync(old);
  await fillDirectory(old);
  const said = flags === null ? null : stateCommand(['backup', file, ...flags], at(old));
  if (!said) await backUp({ place: placeOf(old), file, withKey: true, now: noon });
  return { old, empty, file, said: said ?? { status: 0, stdout: '', stderr: '' } };
}
const placeOf = (directory: string) => ({ databaseUrl: null, directory, secretKey: null });
const at = (directory: string) => ({ STATE_DIR: directory });
const hexadecimal = (key: Uint8Array) => Buffer.from(key).toString('hex');
const anotherKey = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 3);

describe('state -- backup and restore', () => {
  it('bring all of it to an empty directory, for its user alone', async () => {
    const { old, empty, file, said } = await backedUp([]);
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout).toContain('1 chat, 1 subscriber, 1 campaign');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const restored = stateCommand(['restore', file], at(empty));
    expect(Object.keys(filesIn(empty))).toEqual(['secret.key', 'vigie.sqlite']);
    expect(restored).toMatchObject({ status: 0, stderr: '' });
    expect(restored.stdout).toMatch(/Restored into .*empty: the state of 20.* UTC, 1 chat, 1 subscriber/);
    expect(dumpOf(empty)).toEqual(dumpOf(old));
    const modes = ['.', 'vigie.sqlite', 'secret.key'].map((name) => statSync(join(empty, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600]);
    const state = openTestState(empty);
    expect((await state.subscriptions.next('telegram', new Date('2027-01-01')))?.address).toBe('4242');
    expect(await state.conversations.get(chat('old'))).not.toBeNull();
  });

  it('say what a thief could do with the file, and what is not in it', async () => {
    const { said } = await backedUp([]);
    expect(said.stdout).toMatch(/A thief of it could try whether a given person wrote to Vigie/);
    expect(said.stdout).toMatch(/The key is in it/);
    expect(said.stdout).toMatch(/login of WhatsApp is not in it/);
  });

  it('leave the key out when asked, and need it again then', async () => {
    const { old, empty, file, said } = await backedUp(['--without-key']);
    expect(said.stdout).toContain('The key is not in this file');
    expect(gunzipSync(readFileSync(file)).toString()).not.toContain(hexadecimal(secretKey));
    expect(stateCommand(['restore', file], at(empty))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/holds no key: set SECRET_KEY/) as string,
    });
    mkdirSync(empty);
    writeKey(empty);
    expect(stateCommand(['restore', file], at(empty)).status).toBe(0);
    expect(dumpOf(empty)).toEqual(dumpOf(old));
  });

  it('replace the state that is there only when told to, and say where it is then', async () => {
    const { old, file } = await backedUp();
    const there = temporaryDirectory();
    writeKey(there, anotherKey);
    writeFileSync(join(there, 'vigie.sqlite'), 'damaged '.repeat(1_000));
    const before = filesIn(there);
    expect(stateCommand(['restore', file], at(there))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--replace') as string,
    });
    expect(filesIn(there)).toEqual(before);
    const { status, stdout } = stateCommand(['restore', file, '--replace'], at(there));
    expect(status).toBe(0);
    const aside = /What was there before is now in (\S+):/.exec(stdout)?.[1] ?? '';
    expect(filesIn(aside)).toEqual(before);
    expect(dumpOf(there)).toEqual(dumpOf(old));
    expect(readFileSync(join(there, 'secret.key'), 'utf8').trim()).toBe(hexadecimal(secretKey));
  });

  it('do not touch a state that Vigie uses', async () => {
    const { old, file } = await backedUp();
    const running = openTestState(old);
    await running.settings.set('telegram', 'offset', '9');
    const { status, stderr } = stateCommand(['restore', file, '--replace'], at(old));
    expect([status, stderr]).toEqual([1, expect.stringMatching(/is in use: stop Vigie first/)]);
    expect(Object.keys(filesIn(old)).filter((name) => /restor|replaced/.test(name))).toEqual([]);
    expect(await running.settings.get('telegram', 'offset')).toBe('9');
    await running.settings.set('telegram', 'offset', '10');
    expect(await running.settings.get('telegram', 'offset')).toBe('10');
  });

  it.each<[string, RegExp, (bytes: Buffer) => Buffer]>([
    ['is cut short', /is cut short/, (bytes) => bytes.subarray(0, bytes.length - 20)],
    ['is cut at a line', /is cut short/, (bytes) => lines(bytes, (all) => all.slice(0, -1))],
    ['lacks a line', /is damaged/, (bytes) => lines(bytes, (all) => all.toSpliced(3, 1))],
    ['has one letter changed', /is damaged/, (bytes) => lines(bytes, (all) => all.with(1, (all[1] ?? '').replace('mgp', 'mgq')))],
    ['has a line of something else', /is damaged/, (bytes) => lines(bytes, (all) => all.toSpliced(3, 0, '["shoes",44]'))],
    ['goes on after its end', /is damaged/, (bytes) => lines(bytes, (all) => [...all, all[1] ?? ''])],
    ['has bytes changed', /is damaged|is no backup/, (bytes) => Buffer.from(bytes).fill(0xaa, 100, 140)],
    ['is empty', /is cut short|is no backup/, () => Buffer.of()],
    ['is another archive', /is no backup of Vigie/, () => gzipSync('{"name":"something"}\n')],
    ['is a picture', /is no backup of Vigie/, () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['is of a later Vigie', /made by a newer Vigie/, (bytes) => lines(bytes, (all) => all.with(0, (all[0] ?? '').replace('"format":1', '"format":99')))],
  ])('change nothing when the file %s', async (_, sentence, change) => {
    const { old, file } = await backedUp();
    writeFileSync(file, change(readFileSync(file)));
    const before = dumpOf(old);
    const restoring = restore({ place: placeOf(old), file, replace: true, now: () => noon });
    await expect(restoring).rejects.toThrow(sentence);
    await expect(restoring).rejects.toBeInstanceOf(StorageError);
    expect(dumpOf(old)).toEqual(before);
    expect(Object.keys(filesIn(old)).filter((name) => /restor|replaced/.test(name))).toEqual([]);
  }); // prettier-ignore

  it('overwrite the backup of yesterday, and no other file', async () => {
    const { old, file } = await backedUp();
    expect(stateCommand(['backup', file], at(old)).status).toBe(0);
    writeFileSync(file, 'my notes');
    const { status, stderr } = stateCommand(['backup', file], at(old));
    expect([status, stderr]).toEqual([1, expect.stringContaining('is there already and is no backup')]);
    expect(readFileSync(file, 'utf8')).toBe('my notes');
  });

  it('name the place that cannot be used', async () => {
    const { old, empty, file } = await backedUp();
    const said = (argv: string[], variables: Record<string, string>) => {
      const { status, stderr } = stateCommand(argv, variables);
      return `${status} ${stderr}`;
    };
    expect(said(['backup', join(empty, 'x')], at(old))).toMatch(/^1 .*directory that is not there/);
    expect(said(['backup', old], at(old))).toMatch(/^1 .*is a directory/);
    expect(said(['restore', join(old, 'none')], at(empty))).toMatch(/^1 .*is not there: correct the path/);
    expect(said(['backup', file], at(empty))).toMatch(/^1 .*vigie\.sqlite is not there: set STATE_DIR/);
    rmSync(join(old, 'secret.key'));
    expect(said(['backup', file], at(old))).toMatch(/^1 The key of the state is not there/);
    writeKey(old, anotherKey);
    expect(said(['backup', file], at(old))).toMatch(/^1 The state was written with another key/);
    expect(said(['backup'], at(old))).toMatch(/^2 One file, please/);
    expect(said(['copy'], at(old))).toMatch(/^2 There is no command "copy"/);
    const wrong = { ...at(old), DATABASE_URL: 'mysql://localhost' };
    expect(said(['backup', file], wrong)).toMatch(/^2 DATABASE_URL/);
  });

  it('say which key is needed when another is set', async () => {
    const { empty, file } = await backedUp();
    const variables = { ...at(empty), SECRET_KEY: hexadecimal(anotherKey) };
    const { status, stderr } = stateCommand(['restore', file], variables);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/SECRET_KEY is another key/)]);
  });
});

describe('state -- stats', () => {
  it('shows, beside a Vigie that runs, what may be known without anybody’s data', async () => {
    const { old } = await backedUp();
    const running = openTestState(old);
    await running.tallies.add('intent', 'insurer_affected', new Date(), 5);
    await running.tallies.add('intent', 'insurer_affected', new Date(Date.now() - 10 * 86_400_000), 2);
    const { status, stdout } = stateCommand(['stats'], at(old));
    expect(status).toBe(0);
    expect(stdout).toMatch(/chats +1 kept/);
    expect(stdout).toMatch(/alerts +1 subscriber, 1 subject followed; 1 in the line/);
    expect(stdout).toMatch(/insurer_affected +5 +5 +7 +7/);
    expect(stdout).toMatch(/scam:right +\d+ +\d+ +\d+ +3/);
    expect(stdout).toMatch(/last sweep +never/);
    const json = stateCommand(['stats', '--json'], at(old)).stdout;
    expect(JSON.parse(json)).toMatchObject({ chats: { kept: 1 }, subscribers: 1, campaigns: 1, messages: 1 });
    for (const text of [stdout, json]) expect(text).not.toMatch(new RegExp(`${chat('old')}|4242|mgp`));
  });
});

function lines(bytes: Buffer, change: (all: string[]) => string[]): Buffer {
  const all = gunzipSync(bytes).toString().trimEnd().split('\n');
  return gzipSync(`${change(all).join('\n')}\n`);
}
