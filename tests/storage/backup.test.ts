import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  watch,
} from 'node:fs';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newConversation } from '../../src/core/conversation.ts';
import { backUp } from '../../src/storage/archive/back-up.ts';
import { toFileError } from '../../src/storage/archive/file-error.ts';
import { backupFormat } from '../../src/storage/archive/format.ts';
import { restore } from '../../src/storage/archive/restore.ts';
import { openState } from '../../src/storage/open-state.ts';
import { forgetOld } from '../../src/storage/retention.ts';
import { copyReleased, released } from '../support/released.ts';
import { chat, daysBefore, noon, openTestState, temporaryDirectory } from '../support/state.ts';
import { dumpOf, fillDirectory, writeKey } from '../support/state-dump.ts';

const support = resolve(import.meta.dirname, '../support');
const placeOf = (directory: string) => ({ databaseUrl: null, directory, secretKey: null });
const now = () => noon;

/** Backs a directory up and restores it into a fresh one. */
async function movedFrom(directory: string): Promise<string> {
  const place = temporaryDirectory();
  const file = join(place, 'backup');
  const to = join(place, 'to');
  await backUp({ place: placeOf(directory), file, withKey: true, now: noon });
  await restore({ place: placeOf(to), file, replace: false, now });
  return to;
}

describe('a backup', () => {
  it.each(released)(
    'of what version %i wrote is the same once restored, opened before or not',
    async (version) => {
      const directory = temporaryDirectory();
      copyReleased(version, directory);
      writeKey(directory);
      const unopened = await movedFrom(directory);
      await openTestState(directory).close();
      const opened = await movedFrom(directory);
      const { settings, ...rest } = dumpOf(directory);
      expect(dumpOf(opened)).toEqual({ settings, ...rest });
      expect(dumpOf(unopened)).toEqual({ settings, ...rest });
      expect(existsSync(join(opened, 'secret.key'))).toBe(true);
    },
  );

  it.each(Array.from({ length: backupFormat }, (_, index) => index + 1))(
    'of format %i, once released, can be restored for ever',
    async (format) => {
      const file = join(import.meta.dirname, 'released', `format-${format}.backup`);
      const to = join(temporaryDirectory(), 'to');
      await restore({ place: placeOf(to), file, replace: false, now });
      const state = openTestState(to);
      expect((await state.subscriptions.next('telegram', noon))?.address).toBe('4242');
      expect((await state.conversations.get(chat('old')))?.insurers).toHaveLength(2);
      expect(await state.processed.has('telegram', 'old')).toBe(true);
      expect(await state.campaigns.growing(noon, 10)).toHaveLength(1);
      expect(await state.tallies.since(new Date(0))).toHaveLength(2);
    },
  );

  it('made while a process writes holds one moment, whole', async () => {
    const directory = temporaryDirectory();
    const writer = spawn(process.execPath, [join(support, 'write-until-killed.ts'), directory]);
    onTestFinished(() => {
      writer.kill('SIGKILL');
    });
    let said = '';
    await new Promise<void>((fulfil) => {
      const enough = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.split('\n').length < 500) return;
        writer.stdout.off('data', enough).resume();
        fulfil();
      };
      writer.stdout.on('data', enough);
    });
    const to = await movedFrom(directory);
    expect(writer.exitCode).toBeNull();
    const { state, pseudonym } = await openState({ directory: to, secretKey: null, now, onProblem: fail });
    const numbers: number[] = [];
    for (let one = 0; one < 50; one++)
      numbers.push((await state.conversations.get(pseudonym('test', `${one}`)))?.misunderstood ?? -1);
    const last = Math.max(...numbers);
    // of fifty chats written in turn, the last fifty numbers are there, and the note of each but perhaps the newest
    expect(numbers.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, index) => last - 49 + index),
    );
    for (let number = 0; number < last; number++)
      expect(await state.processed.has('test', `${number}`)).toBe(true);
    expect(await state.processed.has('test', `${last + 1}`)).toBe(false);
    await state.close();
  });

  it('leaves nothing of a chat that is forgotten meanwhile in the log', async () => {
    const directory = temporaryDirectory();
    await fillDirectory(directory);
    const running = openTestState(directory);
    await running.conversations.set(chat('gone'), newConversation, noon);
    const file = join(temporaryDirectory(), 'backup');
    const backingUp = backUp({ place: placeOf(directory), file, withKey: true, now: noon });
    await running.conversations.forget(chat('gone'));
    await backingUp;
    const bytes = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
    expect(bytes.join()).not.toContain(chat('gone'));
  });

  it('of 100,000 chats takes no more memory than one of 10,000, nor does restoring it', () => {
    const peaks = [10_000, 100_000].map((chats) => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [join(support, 'backup-memory.ts'), `${chats}`],
        {
          encoding: 'utf8',
        },
      );
      expect(stderr).toBe('');
      return JSON.parse(stdout) as { backup: { peak: number }; restore: { peak: number } };
    });
    const [small, large] = peaks;
    for (const step of ['backup', 'restore'] as const)
      expect((large?.[step].peak ?? Infinity) - (small?.[step].peak ?? 0)).toBeLessThan(40);
  }, 60_000);

  it.each([
    ['ENOSPC', /the disk is full: free some space/],
    ['EACCES', /cannot be written by this user/],
    ['EROFS', /cannot be written by this user/],
    ['EIO', /check the disk/],
  ])('that the disk refuses (%s) is told with the mend', (code, sentence) => {
    const error = Object.assign(new Error(code), { code });
    expect(toFileError(error, '/backups/vigie', 'writing')).toMatchObject({
      code: 'storage-failed',
      message: expect.stringMatching(sentence) as string,
    });
  });

  it('that does not fit leaves nothing behind', async () => {
    const directory = temporaryDirectory();
    await fillDirectory(directory);
    fillWithChats(directory, 20_000);
    const place = temporaryDirectory();
    const command = `trap '' XFSZ; ulimit -f 200; exec "$0" "$@"`; // no file may grow further
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', command, process.execPath, resolve('src/cli/state.ts'), 'backup', join(place, 'backup')],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], STATE_DIR: directory } },
    );
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^\S+backup is larger than the disk allows/)]);
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('a restore', () => {
  it('killed in the middle leaves the old state as it was, and can be done again', async () => {
    const directory = temporaryDirectory();
    await fillDirectory(directory);
    const big = temporaryDirectory();
    await fillDirectory(big);
    fillWithChats(big, 20_000);
    const file = join(temporaryDirectory(), 'backup');
    await backUp({ place: placeOf(big), file, withKey: true, now: noon });
    const before = dumpOf(directory);
    for (const share of [0.2, 0.6, 0.999]) {
      await killedAfterReading(share, file, directory);
      expect(dumpOf(directory)).toEqual(before);
      await openTestState(directory).close();
    }
    await restore({ place: placeOf(directory), file, replace: true, now });
    expect(dumpOf(directory)).toEqual(dumpOf(big));
  });

  it.each([0, 1, 2, 3])(
    'killed at its very end, after %i moves, is finished by the next start',
    async (moves) => {
      const directory = temporaryDirectory();
      await fillDirectory(directory);
      const source = temporaryDirectory();
      await fillDirectory(source);
      fillWithChats(source, 3);
      const old = dumpOf(directory);
      const expected = dumpOf(source);
      const restored = join(directory, 'restored-20261124T120000-000Z');
      const replaced = join(directory, 'replaced-20261124T120000-000Z');
      mkdirSync(restored);
      for (const name of ['vigie.sqlite', 'secret.key']) renameSync(join(source, name), join(restored, name));
      mkdirSync(replaced);
      const steps = [
        [join(directory, 'vigie.sqlite'), join(replaced, 'vigie.sqlite')],
        [join(restored, 'vigie.sqlite'), join(directory, 'vigie.sqlite')],
        [join(directory, 'secret.key'), join(replaced, 'secret.key')],
      ] as const;
      for (const [from, to] of steps.slice(0, moves)) renameSync(from, to);
      const { state } = await openState({ directory, secretKey: null, now, onProblem: fail });
      await state.close();
      expect(dumpOf(directory)).toEqual(expected);
      expect(dumpOf(replaced)).toEqual(old);
      expect(existsSync(restored)).toBe(false);
    },
  );

  it('done as root leaves the state to the user of its directory', async () => {
    const directory = temporaryDirectory();
    await fillDirectory(directory);
    const file = join(temporaryDirectory(), 'backup');
    await backUp({ place: placeOf(directory), file, withKey: true, now: noon });
    const another = process.getuid?.() === 0 ? 65_534 : statSync(directory).uid;
    chownSync(directory, another, statSync(directory).gid);
    const { replaced } = await restore({ place: placeOf(directory), file, replace: true, now });
    for (const path of [join(directory, 'vigie.sqlite'), replaced ?? ''])
      expect(statSync(path).uid).toBe(another);
  });

  it('keeps what it set aside no longer than chats are kept', async () => {
    const directory = temporaryDirectory();
    await fillDirectory(directory);
    const file = join(temporaryDirectory(), 'backup');
    await backUp({ place: placeOf(directory), file, withKey: true, now: noon });
    const { replaced } = await restore({ place: placeOf(directory), file, replace: true, now });
    const state = openTestState(directory);
    const kept = () => existsSync(replaced ?? '');
    expect(kept()).toBe(true);
    await forgetOld(state, { days: 90, now: () => new Date() });
    expect(kept()).toBe(true);
    await forgetOld(state, { days: 90, now: () => new Date(Date.now() + 91 * 86_400_000) });
    expect(kept()).toBe(false);
  });
});

function fail(sentence: string): never {
  throw new Error(sentence);
}

/** Chats that are only as large as real ones. */
function fillWithChats(directory: string, chats: number): void {
  const database = new DatabaseSync(join(directory, 'vigie.sqlite'));
  const add = database.prepare('INSERT INTO conversations (id, value, at) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (let index = 0; index < chats; index++)
    add.run(
      chat(index),
      JSON.stringify({ ...newConversation, misunderstood: index }),
      daysBefore(1).getTime(),
    );
  database.exec('COMMIT');
  database.close();
}

/** Gives a restore this share of the file through a pipe, and kills it while it waits for the rest. */
async function killedAfterReading(share: number, file: string, directory: string): Promise<void> {
  const pipe = join(temporaryDirectory(), 'pipe');
  spawnSync('mkfifo', [pipe]);
  const child = spawn(process.execPath, ['src/cli/state.ts', 'restore', pipe, '--replace'], {
    env: { PATH: process.env['PATH'], STATE_DIR: directory },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const begun = new Promise<void>((fulfil) => {
    const watcher = watch(directory, (_, name) => {
      if (name !== 'restoring' || !existsSync(join(directory, name))) return; // that of the last time goes first
      watcher.close();
      fulfil();
    });
  });
  const bytes = readFileSync(file);
  const handle = await open(pipe, 'r+'); // also a reader, so that nobody waits for one
  await handle.write(bytes, 0, Math.floor(bytes.length * share)); // done when all but the last 64 kB were read
  await begun;
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await handle.close();
  expect(existsSync(join(directory, 'restoring'))).toBe(true);
}
