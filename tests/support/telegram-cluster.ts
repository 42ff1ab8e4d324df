import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoadBalancer } from './load-balancer.ts';
import { TestPostgres } from './postgres.ts';
import { TelegramBotApi } from './telegram-bot-api.ts';
import { freePort, startProcess, type Running } from './telegram-process.ts';

export type Worker = { readonly port: number; readonly running: Running };

/** Workers of one bot, as processes of their own: a PostgreSQL behind them, a load balancer and Telegram before them. */
export class TelegramCluster {
  readonly api: TelegramBotApi;
  readonly postgres: TestPostgres;
  readonly database: string;
  readonly balancer: LoadBalancer;
  readonly workers: Worker[] = [];
  readonly #directory: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(parts: Pick<TelegramCluster, 'api' | 'postgres' | 'database' | 'balancer'>, directory: string, environment: Readonly<Record<string, string>>) {
    ({ api: this.api, postgres: this.postgres, database: this.database, balancer: this.balancer } = parts);
    this.#directory = directory;
    this.#environment = environment;
  } // prettier-ignore

  /** @param environment beyond what every worker needs; a webhook of null is long polling */
  static async start(workers: number, environment: Readonly<Record<string, string>> = {}): Promise<TelegramCluster> {
    const [api, postgres, balancer, directory] = await Promise.all([
      new TelegramBotApi().start(),
      TestPostgres.start(),
      new LoadBalancer().start(),
      mkdtemp(join(tmpdir(), 'vigie-cluster-')),
    ]);
    const database = await postgres.database();
    const cluster = new TelegramCluster({ api, postgres, database, balancer }, directory, {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.apiRoot,
      TELEGRAM_WEBHOOK_URL: `${balancer.url}/telegram`,
      DATABASE_URL: database,
      SECRET_KEY: randomBytes(32).toString('hex'),
      STATE_DIR: directory,
      CHAT_MESSAGES_PER_MINUTE: '0',
      ...environment,
    });
    try {
      await Promise.all(Array.from({ length: workers }, () => cluster.add()));
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  } // prettier-ignore

  /** Starts one more worker; fulfilled when it answers /healthz. */
  async add(): Promise<Worker> {
    const port = await freePort();
    const running = startProcess('src/start.js', { ...this.#environment, PORT: String(port) });
    const worker = { port, running };
    this.workers.push(worker);
    await this.#ready(worker);
    this.balancer.add(port);
    return worker;
  }
  async #ready({ port, running }: Worker): Promise<void> {
    const isUp = async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok === true;
    for (const end = performance.now() + 30_000; performance.now() < end; ) {
      if (await isUp()) return;
      if (running.process.exitCode !== null || running.process.signalCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    if (running.process.signalCode !== 'SIGKILL') throw new Error(`a worker did not start: ${running.errors()}`);
  } // prettier-ignore

  /** Ends a worker without warning, as a power cut does. */
  async kill(worker: Worker): Promise<void> {
    worker.running.process.kill('SIGKILL');
    this.#remove(worker);
    await worker.running.ended;
  }
  /** Ends a worker as a deployment does: it finishes what it has. */
  async end(worker: Worker): Promise<number | null> {
    this.#remove(worker);
    worker.running.process.kill('SIGTERM');
    return worker.running.ended;
  }
  #remove(worker: Worker): void {
    this.balancer.remove(worker.port);
    this.workers.splice(this.workers.indexOf(worker), 1);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => this.kill(worker)));
    await Promise.all([this.api.stop(), this.balancer.stop()]);
    await this.postgres.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
