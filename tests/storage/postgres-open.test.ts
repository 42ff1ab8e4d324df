import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresState } from '../../src/storage/postgres/postgres-state.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import { createSketcher } from '../../src/privacy/sketch.ts';
import { shinglesOf } from '../../src/scam/shingles.ts';
import { TestPostgres } from '../support/postgres.ts';
import { openWorker, query, usePostgres } from '../support/postgres-workers.ts';
import { chat, conversationAfter, noon, secretKey, temporaryDirectory } from '../support/state.ts';

const postgres = usePostgres(['max_connections=40']);
const otherKey = new Uint8Array(32).fill(8);

/** What the operator reads when the state cannot be opened. */
async function refusal(url: string, key = secretKey): Promise<string> {
  const opened = await openPostgresState({
    url,
    secretKey: key,
    now: () => noon,
    onProblem: () => undefined,
    patience: 0,
  }).then(
    ({ state }) => state.close().then(() => 'opened'),
    (error: unknown) => error,
  );
  if (!(opened instanceof Error)) return 'opened';
  expect(opened).toBeInstanceOf(StorageError);
  return opened.message;
}

describe('a database that is opened', () => {
  it('by three workers at once is made ready once', async () => {
    const url = await postgres().database();
    const workers = await Promise.all([openWorker(url), openWorker(url), openWorker(url)]);
    expect(await query(url, 'SELECT version FROM vigie.schema_versions')).toHaveLength(1);
    await workers[0].state.settings.set('telegram', 'offset', '1');
    expect(await workers[2].state.settings.get('telegram', 'offset')).toBe('1');
    expect(workers.flatMap(({ told }) => told)).toEqual([]);
  });

  it('leaves alone what others keep in it', async () => {
    const url = await postgres().database();
    await query(url, 'CREATE TABLE conversations (theirs text)');
    await openWorker(url);
    const tables = await query(
      url,
      `SELECT DISTINCT schemaname FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    expect(tables).toEqual([{ schemaname: 'public' }, { schemaname: 'vigie' }]);
  });

  it('keeps what there was for the next start', async () => {
    const url = await postgres().database();
    const talked = conversationAfter('je suis à la MGEN');
    const first = await openWorker(url);
    await first.state.conversations.set(chat('a'), talked, noon);
    await first.state.close();
    expect(await (await openWorker(url)).state.conversations.get(chat('a'))).toEqual(talked);
  });

  it('is refused with another key, and goes on with its own', async () => {
    const url = await postgres().database();
    await openWorker(url);
    expect(await refusal(url, otherKey)).toMatch(
      /^DATABASE_URL: 127.0.0.1:\d+\/test\d+ was written with another SECRET_KEY/,
    );
    expect(await refusal(url)).toBe('opened');
  });

  it('is refused when a newer Vigie wrote it', async () => {
    const url = await postgres().database();
    await openWorker(url);
    await query(url, 'INSERT INTO vigie.schema_versions VALUES (99)');
    expect(await refusal(url)).toMatch(
      /was written by a newer Vigie \(version 99, known: \d+\): start that one/,
    );
  });
});

describe('a database that cannot be opened is named with the mend, without the password', () => {
  const withPassword = (url: string, password: string) => url.replace(postgres().password, password);

  it.each([
    ['no address', 'vigie:geheim@db/vigie', 'is no address of a PostgreSQL: write postgresql://'],
    [
      'an address of another kind',
      'mysql://vigie:geheim@db/vigie',
      'is no address of a PostgreSQL: write postgresql://',
    ],
    [
      'a host that does not exist',
      'postgresql://vigie:geheim@db.invalid/vigie',
      'db.invalid/vigie is on a host',
    ],
  ])(
    '%s',
    async (_, url, sentence) => {
      const message = await refusal(url);
      expect(message).toContain(`DATABASE_URL: ${sentence}`);
      expect(message).not.toContain('geheim');
    },
    40_000,
  );

  it('the wrong password', async () => {
    const message = await refusal(withPassword(postgres().urlOf('postgres'), 'geheim'));
    expect(message).toContain('/postgres refuses the password: correct user and password');
    expect(message).not.toContain('geheim');
  });

  it('a database that does not exist', async () => {
    expect(await refusal(postgres().urlOf('missing'))).toMatch(/\/missing has no such database: create it/);
  });

  it('a user that may create nothing', async () => {
    const url = await postgres().database();
    await query(url, `CREATE ROLE guest LOGIN PASSWORD 'geheim'`);
    const { host, pathname } = new URL(url);
    const message = await refusal(`postgresql://guest:geheim@${host}${pathname}`);
    expect(message).toContain('does not let the user create tables');
    expect(message).not.toContain('geheim');
  });

  it('a port where nobody listens, or nobody answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await new Promise((listening) => silent.once('listening', listening));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const [refused, unanswered] = await Promise.all([
      refusal('postgresql://vigie:geheim@127.0.0.1:1/vigie'),
      refusal(`postgresql://vigie:geheim@127.0.0.1:${port}/vigie`),
    ]);
    expect(refused).toContain('127.0.0.1:1/vigie cannot be reached: is PostgreSQL running');
    expect(unanswered).toContain(`127.0.0.1:${port}/vigie does not answer: look at its load`);
    expect(refused + unanswered).not.toContain('geheim');
  });
});

describe('an encrypted connection', () => {
  /** A database with a certificate that nobody vouches for. */
  async function encrypted(): Promise<string> {
    const directory = temporaryDirectory();
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    chmodSync(directory, 0o755); // the server may be of another user
    const files = { ssl_key_file: key, ssl_cert_file: cert };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
    TestPostgres.give(join(directory, 'ssl_key_file'));
    const settings = Object.keys(files).map((name) => `${name}=${join(directory, name)}`);
    const server = await TestPostgres.start(['ssl=on', ...settings]);
    onTestFinished(() => server.stop());
    return server.database();
  }

  it('is taken as the address says, and refused with the mend when nobody vouches for the certificate', async () => {
    const url = await encrypted();
    const { state, coordination } = await openWorker(`${url}?sslmode=no-verify`);
    await state.settings.set('telegram', 'offset', '1');
    await (
      await coordination.turns.take(chat('a'))
    )();
    const connections = await query(
      url,
      `SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'vigie'`,
    );
    expect(connections).toEqual([{ ssl: true }]);
    expect(await refusal(`${url}?sslmode=verify-full`)).toContain('has a certificate that is not trusted');
  });

  it('is not to be had of a database without one', async () => {
    const url = `${await postgres().database()}?sslmode=no-verify`;
    expect(await refusal(url)).toContain('knows no encrypted connections: leave sslmode out');
  });
});

it('nothing in the database says who wrote or what, and forgetting leaves no row of a chat', async () => {
  const url = await postgres().database();
  const { state } = await openWorker(url);
  const id = chat('33612345678');
  const sketch = createSketcher(secretKey)(
    shinglesOf('votre colis attend le paiement des frais de 1,99 euro'),
  );
  const report = { sketch: sketch ?? new Uint8Array(), verdict: 'scam', signs: ['ask-pay'], sender: null };
  await state.conversations.set(id, conversationAfter('mon numéro est 0612345678, je suis à la MGEN'), noon);
  await state.processed.remember('whatsapp', '33612345678@c.us', noon);
  await state.subscriptions.add(
    id,
    { channel: 'telegram', id: '33612345678' },
    [{ subject: 'insurer:mgen', told: '1' }],
    noon,
  );
  await state.subscriptions.queue({ subject: 'insurer:mgen', told: '1' }, noon);
  await state.campaigns.report(id, report, noon);
  const rows = async () => {
    const tables = await query(url, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'vigie'`);
    const found = await Promise.all(
      tables.map(async ({ name }) => {
        const kept = await query(
          url,
          `SELECT kept::text AS text, '${String(name)}' AS name FROM vigie.${String(name)} AS kept`,
        );
        return kept.map(({ text }) => `${String(name)} ${String(text)}`);
      }),
    );
    return found.flat();
  };
  const all = (await rows()).join('\n');
  expect(all).toContain(id);
  expect(all).not.toMatch(/612345678|colis/);
  expect(all).not.toContain(Buffer.from('33612345678').toString('hex'));
  await state.conversations.forget(id);
  const left = await rows();
  expect(left.filter((row) => row.includes(id))).toEqual([]);
  const tables = left.map((row) => row.split(' ')[0]).sort();
  expect([...new Set(tables)]).toEqual([
    'campaign_bands',
    'campaigns',
    'processed_messages',
    'schema_versions',
    'settings',
  ]);
});
