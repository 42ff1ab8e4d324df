import { chmodSync, existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { newConversation } from '../../src/core/conversation.ts';
import { schemaVersion } from '../../src/storage/migrations.ts';
import { openSqliteState } from '../../src/storage/sqlite-state.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import { copyReleased, released } from '../support/released.ts';
import { chat, conversationAfter, daysBefore, noon, openTestState, temporaryDirectory } from '../support/state.ts'; // prettier-ignore

const talked = conversationAfter('je suis à la MGP', 'et ma femme est chez alan', 'que faire ?');
const greeted = { ...newConversation, greeted: true };
const databaseIn = (directory: string) => join(directory, 'vigie.sqlite');
const bytesIn = (directory: string) =>
  readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1')).join(); // prettier-ignore
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the file', () => {
  it('keeps everything over a restart', async () => {
    const directory = temporaryDirectory();
    const first = openTestState(directory);
    await first.conversations.set(chat('a'), talked, noon);
    await first.processed.remember('telegram', '1', noon);
    await first.settings.set('telegram', 'offset', '1');
    await first.close();
    const second = openTestState(directory);
    expect(await second.conversations.get(chat('a'))).toEqual(talked);
    expect(await second.processed.has('telegram', '1')).toBe(true);
    expect(await second.settings.get('telegram', 'offset')).toBe('1');
    expect(second.told).toEqual([]);
  });

  it('and its directory are for their user alone, also when they were not before', async () => {
    const directory = join(temporaryDirectory(), 'deeper', 'state');
    const first = openTestState(directory);
    await first.conversations.set(chat('a'), talked, noon);
    expect(modeOf(directory)).toBe('700');
    const names = readdirSync(directory);
    expect(names.sort()).toEqual(['vigie.sqlite', 'vigie.sqlite-shm', 'vigie.sqlite-wal']);
    expect(names.map((name) => modeOf(join(directory, name)))).toEqual(['600', '600', '600']);
    await first.close();
    chmodSync(databaseIn(directory), 0o644);
    openTestState(directory);
    expect(modeOf(databaseIn(directory))).toBe('600');
  });

  it('holds nothing under an id of a channel, nor the key of a message', async () => {
    const directory = temporaryDirectory();
    const state = openTestState(directory);
    await expect(state.conversations.set('33600000000', talked, noon)).rejects.toThrow('pseudonym');
    await state.processed.remember('whatsapp', 'false_33600000000@c.us_3EB0', noon);
    expect(bytesIn(directory)).not.toContain('33600000000');
  });

  it('holds no trace of a conversation once it is forgotten, not in the log beside it either', async () => {
    const directory = temporaryDirectory();
    const { conversations } = openTestState(directory);
    for (let index = 0; index < 50; index++) await conversations.set(chat(index), greeted, noon);
    await conversations.set(chat('gone'), greeted, noon);
    await conversations.set(chat('gone'), talked, noon);
    await conversations.set(chat('silent'), talked, daysBefore(91));
    expect(bytesIn(directory)).toContain('"mgp"');
    await conversations.forget(chat('gone'));
    expect(bytesIn(directory)).not.toContain(chat('gone'));
    await conversations.forgetSilentSince(daysBefore(90));
    expect(bytesIn(directory)).not.toContain(chat('silent'));
    expect(bytesIn(directory)).not.toContain('"mgp"');
  });

  it('holds the address of a subscriber encrypted, for that chat alone, and no trace of it once it is ended', async () => {
    const directory = temporaryDirectory();
    const { subscriptions } = openTestState(directory);
    const news = { subject: 'insurer:mgen', told: 'as it was' };
    await expect(
      subscriptions.add('33600000000', { channel: 'telegram', id: '1' }, [news], noon),
    ).rejects.toThrow('pseudonym');
    for (const [name, id] of [
      ['a', '33600000001'],
      ['b', '33600000002'],
    ] as const)
      await subscriptions.add(chat(name), { channel: 'whatsapp', id }, [news], noon);
    for (const form of [
      '33600000001',
      Buffer.from('33600000001').toString('base64').slice(0, 12),
      '3336303030303031',
    ])
      expect(bytesIn(directory)).not.toContain(form);
    await subscriptions.queue(news, noon);
    const beside = new DatabaseSync(databaseIn(directory));
    beside
      .prepare('UPDATE subscribers SET address = (SELECT address FROM subscribers WHERE id = ?)')
      .run(chat('b'));
    beside.close();
    expect((await subscriptions.next('whatsapp', noon))?.address).toBe('33600000002');
    expect(await subscriptions.of(chat('a'))).toEqual([]); // its address was another chat's, and it is no subscriber any more
    await subscriptions.remove(chat('b'), ['insurer:mgen']);
    expect(bytesIn(directory)).not.toContain(chat('b'));
  });

  it('keeps the message keys of the newest 200,000', async () => {
    const directory = temporaryDirectory();
    const state = openTestState(directory);
    await state.processed.remember('telegram', 'first', noon);
    const beside = new DatabaseSync(databaseIn(directory));
    beside.exec(`INSERT INTO processed_messages (number, key, at) VALUES (200099, x'00', 0)`);
    beside.close();
    expect(await state.processed.has('telegram', 'first')).toBe(true);
    await state.processed.remember('telegram', 'one more', noon);
    expect(await state.processed.has('telegram', 'first')).toBe(false);
    expect(await state.processed.has('telegram', 'one more')).toBe(true);
  });
});

describe('what earlier versions wrote', () => {
  it.each(released)('is taken over: the file of version %i', async (version) => {
    const directory = temporaryDirectory();
    copyReleased(version, directory);
    const state = openTestState(directory);
    const old = await state.conversations.get(chat('old'));
    expect(old?.insurers).toEqual([
      { id: 'mgp', relation: 'current' },
      { id: 'alan', relation: 'family' },
    ]);
    expect(old?.choices.length).toBeGreaterThan(0);
    expect(await state.processed.remember('telegram', 'new', noon)).toBe(true);
    if (version >= 3) expect(await state.processed.has('telegram', 'old')).toBe(true);
    expect(await state.subscriptions.next('telegram', noon)).toEqual(
      version < 3
        ? null
        : {
            id: chat('old'),
            address: '4242',
            subscriptions: [{ subject: 'insurer:mgp', told: 'an older state' }],
            tries: 0,
          },
    );
    expect(await state.campaigns.growing(noon, 10)).toMatchObject(
      version < 4 ? [] : [{ chats: 2, verdict: 'scam', signs: ['lookalike-domain'] }],
    );
    expect(state.told).toEqual([]);
  });

  it('is kept for every version, so that each can be taken over for ever', () => {
    expect(released).toEqual(Array.from({ length: schemaVersion }, (_, index) => index + 1));
  });

  it('goes on counting what people said of verdicts, once', async () => {
    const directory = temporaryDirectory();
    copyReleased(4, directory);
    const names = async () => {
      const state = openTestState(directory);
      const counts = await state.tallies.since(new Date(0));
      await state.close();
      return counts.map(({ kind, name, count }) => [kind, name, count]);
    };
    const counted = [
      ['feedback', 'no-sign:wrong', 1],
      ['feedback', 'scam:right', 3],
    ];
    expect(await names()).toEqual(counted);
    expect(await names()).toEqual(counted);
    expect(await openTestState(directory).settings.get('feedback', 'scam:right')).toBeNull();
  });

  it('and what a newer one wrote is left alone', () => {
    const directory = temporaryDirectory();
    const newer = new DatabaseSync(databaseIn(directory));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => openTestState(directory)).toThrow(/vigie\.sqlite: was written by a newer Vigie/);
    expect(readdirSync(directory)).toEqual(['vigie.sqlite']);
  });

  it('with another key is refused, since nobody would be found again', async () => {
    const directory = temporaryDirectory();
    await openTestState(directory).close();
    const open = () =>
      openSqliteState({
        directory,
        secretKey: new Uint8Array(32),
        now: () => noon,
        onProblem: () => undefined,
      });
    expect(open).toThrow(StorageError);
    expect(open).toThrow('another SECRET_KEY');
  });

  it.each([
    ['no JSON', '{"insurers":[', null],
    ['no object', '12', null],
    ['nothing known', '{"colour":"blue"}', null],
    ['a field of another form', '{"insurers":[{"id":"mgp","relation":"current"}],"assent":"z:?","last":"poetry","greeted":true}', { ...greeted, insurers: [{ id: 'mgp', relation: 'current' }] }],
    ['a field of later', '{"insurers":[{"id":"mgp","relation":"current"}],"shoeSize":44}', { ...newConversation, insurers: [{ id: 'mgp', relation: 'current' }] }],
  ])('is read as far as it can be: %s', async (_, value, expected) => {
    const directory = temporaryDirectory();
    const state = openTestState(directory);
    const beside = new DatabaseSync(databaseIn(directory));
    beside.prepare('INSERT INTO conversations (id, value, at) VALUES (?, ?, 0)').run(chat('a'), value);
    beside.close();
    expect(await state.conversations.get(chat('a'))).toEqual(expected);
  }); // prettier-ignore
});

describe('a damaged file', () => {
  const damaged = 'vigie.sqlite.damaged-20261124T120000Z';

  it('at start is set aside and named, and a fresh one begun', async () => {
    const directory = temporaryDirectory();
    writeFileSync(databaseIn(directory), 'this is no database, and long enough to be looked at '.repeat(100));
    const state = openTestState(directory);
    expect(state.told).toEqual([expect.stringContaining(`set aside as ${join(directory, damaged)}`)]);
    expect(readFileSync(join(directory, damaged), 'utf8')).toMatch(/^this is no database/);
    await state.conversations.set(chat('a'), talked, noon);
    expect(await state.conversations.get(chat('a'))).toEqual(talked);
  });

  it('a second time in the same second takes nothing from the first', async () => {
    const directory = temporaryDirectory();
    for (const text of ['first', 'second']) {
      writeFileSync(databaseIn(directory), `${text} damage `.repeat(500));
      await openTestState(directory).close();
    }
    expect(readFileSync(join(directory, damaged), 'utf8')).toMatch(/^first/);
    expect(readFileSync(join(directory, `${damaged}-2`), 'utf8')).toMatch(/^second/);
  });

  it('found while running is set aside too, and the work goes on', async () => {
    const directory = temporaryDirectory();
    const before = openTestState(directory);
    for (let index = 0; index < 500; index++) await before.conversations.set(chat(index), talked, noon);
    await before.close();
    const bytes = readFileSync(databaseIn(directory));
    bytes.fill(0xaa, 8 * 4096);
    writeFileSync(databaseIn(directory), bytes);
    const state = openTestState(directory);
    for (let index = 0; index < 500; index++) await state.conversations.set(chat(index), greeted, noon);
    expect(await state.conversations.get(chat(499))).toEqual(greeted);
    expect(state.told).toHaveLength(1);
    expect(existsSync(join(directory, damaged))).toBe(true);
  });

  it('goes with the chats of its time', async () => {
    const directory = temporaryDirectory();
    writeFileSync(databaseIn(directory), 'damage '.repeat(1_000));
    const state = openTestState(directory);
    await state.conversations.forgetSilentSince(daysBefore(90));
    expect(existsSync(join(directory, damaged))).toBe(true);
    utimesSync(join(directory, damaged), daysBefore(91), daysBefore(91));
    await state.conversations.forgetSilentSince(daysBefore(90));
    expect(existsSync(join(directory, damaged))).toBe(false);
  });
});

it('a directory that cannot be used is named with the mend', () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  expect(() => openTestState(file)).toThrow(/vigie\.sqlite: cannot be written: .*STATE_DIR/);
});
