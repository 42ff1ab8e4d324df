import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileOf } from '../../src/channels/whatsapp/browser.ts';
import { browserMemory, browserProcesses } from '../../src/channels/whatsapp/processes.ts';
import { freePort, startProcess, type Running } from './telegram-process.ts';
import { WhatsappWeb } from './whatsapp/whatsapp-web.ts';

/** A bot on WhatsApp as a process of its own, with a stand-in and a state of its own. */
export class WhatsappProcess {
  readonly web: WhatsappWeb;
  readonly #file: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #state: string;
  readonly #port: number;
  #running: Running;

  private constructor(
    web: WhatsappWeb,
    file: string,
    environment: Readonly<Record<string, string>>,
    state: string,
    port: number,
  ) {
    this.web = web;
    this.#file = file;
    this.#environment = environment;
    this.#state = state;
    this.#port = port;
    this.#running = startProcess(file, environment);
  }

  /** Started and linked to the phone, as fast as it can send. */
  static async linked(file = 'src/start.js'): Promise<WhatsappProcess> {
    const web = await new WhatsappWeb().start();
    const state = await mkdtemp(join(tmpdir(), 'vigie-whatsapp-'));
    const port = await freePort();
    const environment = {
      WHATSAPP: 'on',
      CHROMIUM_PATH: await web.chromiumPath(),
      CHROMIUM_ARGS: JSON.stringify(web.chromiumArguments),
      STATE_DIR: state,
      PORT: String(port),
      CHAT_MESSAGES_PER_MINUTE: '0',
      WHATSAPP_SENDS_PER_MINUTE: '0',
    };
    const started = new WhatsappProcess(web, file, environment, state, port);
    try {
      await web.until(() => web.pages === 1, 'WhatsApp Web to be opened', 60_000);
    } catch (error) {
      const errors = started.errors();
      await started.end();
      throw new Error(`the bot does not start: ${errors}`, { cause: error });
    }
    web.scan();
    return started;
  }

  errors(): string {
    return this.#running.errors();
  }
  async health(): Promise<{ status: number; whatsapp: string | undefined }> {
    const response = await fetch(`http://127.0.0.1:${this.#port}/healthz`);
    const { channels } = (await response.json()) as { channels: Readonly<Record<string, string>> };
    return { status: response.status, whatsapp: channels['whatsapp'] };
  }
  /** Kills the bot at once and starts it again. */
  async killAndStart(): Promise<void> {
    this.#running.process.kill('SIGKILL');
    await this.#running.ended;
    this.#running = startProcess(this.#file, this.#environment);
  }
  /** Asks it to stop; gives its exit code. */
  stop(): Promise<number | null> {
    this.#running.process.kill('SIGTERM');
    return this.#running.ended;
  }
  async end(): Promise<void> {
    this.#running.process.kill('SIGKILL');
    await this.#running.ended;
    for (const { pid } of this.browser()) kill(pid);
    await this.web.stop();
    await rm(this.#state, { recursive: true, force: true, maxRetries: 4 });
  }

  /** The processes of its browser. */
  browser() {
    return browserProcesses(this.#profile, null);
  }
  killRenderers(): void {
    for (const { pid, command } of this.browser())
      if (command.join(' ').includes('--type=renderer')) kill(pid);
  }
  killBrowser(): void {
    for (const { pid } of this.browser()) kill(pid);
  }
  /** Resident memory of the bot, in bytes; 0 when it does not run. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#running.process.pid ?? 0}/status`, 'utf8').catch(() => '');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  }
  /** Of all processes of the browser in bytes, what they share counted once; 0 when none runs. */
  browserMemory(): Promise<number> {
    return browserMemory(this.#profile, null);
  }
  get #profile(): string {
    return profileOf(join(this.#state, 'whatsapp'));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it went with its parent
  }
}
