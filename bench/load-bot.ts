import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, startProcess, type Running } from '../tests/support/telegram-process.ts';

const secret = 'a-secret-of-this-bench';
const path = '/telegram';
/** Clock ticks of /proc a second. */
const ticks = 100;
const longestStart = 30_000;

/** What came of one delivery. */
export type Delivered = { readonly status: number; readonly retryAfter: number };

type Worker = { readonly running: Running; readonly port: number; inHand: number };

/** A bot as several processes behind one webhook: each delivery goes to the worker with the least in hand. */
export class LoadBot {
  readonly #workers: Worker[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  readonly #directories: string[] = [];

  /** @param apiPort where the stand-in of the Bot API listens */
  async start(
    file: string,
    count: number,
    apiPort: number,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<this> {
    const directory = await mkdtemp(join(tmpdir(), 'vigie-load-'));
    this.#directories.push(directory);
    const key = randomBytes(32).toString('hex');
    for (let index = 0; index < count; index++) {
      const port = await freePort();
      const running = startProcess(file, {
        TELEGRAM_BOT_TOKEN: '42:TEST-TOKEN',
        TELEGRAM_API_ROOT: `http://127.0.0.1:${apiPort}`,
        TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}${path}`,
        TELEGRAM_WEBHOOK_SECRET: secret,
        STATE_DIR: directory,
        SECRET_KEY: key,
        PORT: String(port),
        CHAT_MESSAGES_PER_MINUTE: '0',
        ...environment,
      });
      this.#workers.push({ running, port, inHand: 0 });
    }
    await Promise.all(this.#workers.map((worker) => this.#ready(worker)));
    return this;
  }

  async #ready({ port, running }: Worker): Promise<void> {
    const end = performance.now() + longestStart;
    while (performance.now() < end && running.process.exitCode === null) {
      const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (up) return;
      await setTimeout(50);
    }
    throw new Error(`a bot did not start: ${running.errors()}`);
  }

  /** Delivers an update as Telegram does; a connection that breaks counts as status 0. */
  deliver(update: object): Promise<Delivered> {
    const worker = this.#workers.reduce((least, one) => (one.inHand < least.inHand ? one : least));
    const body = JSON.stringify(update);
    worker.inHand++;
    return new Promise<Delivered>((resolve) => {
      const done = (status: number, retryAfter = 0) => {
        worker.inHand--;
        resolve({ status, retryAfter });
      };
      const sent = request(
        {
          host: '127.0.0.1',
          port: worker.port,
          path,
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-telegram-bot-api-secret-token': secret,
          },
        },
        (response) => {
          response.resume().once('end', () => {
            done(response.statusCode ?? 0, Number(response.headers['retry-after'] ?? 0));
          });
        },
      );
      sent.once('error', () => {
        done(0);
      });
      sent.end(body);
    });
  }

  get alive(): boolean {
    return this.#workers.every(
      ({ running: { process } }) => process.exitCode === null && process.signalCode === null,
    );
  }
  /** Processor time of all workers so far, in milliseconds. */
  get processorTime(): number {
    return this.#sum((pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
    });
  }
  /** Resident memory of all workers, in MiB. */
  get memory(): number {
    return this.#sum(
      (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    );
  }
  #sum(of: (pid: number) => number): number {
    return this.#workers.reduce((sum, { running }) => sum + of(running.process.pid ?? 0), 0);
  }

  async stop(): Promise<void> {
    for (const { running } of this.#workers) running.process.kill('SIGKILL');
    await Promise.all(this.#workers.map(({ running }) => running.ended));
    this.#agent.destroy();
    for (const directory of this.#directories) await rm(directory, { recursive: true, force: true });
  }
}
