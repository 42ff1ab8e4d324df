import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Browser, Page } from 'puppeteer-core';
import { pause } from '../../src/channels/pause.ts';
import { browserProcesses } from '../../src/channels/whatsapp/processes.ts';
import { profileOf } from '../../src/channels/whatsapp/browser.ts';
import {
  createSession,
  type SessionSettings,
  type WhatsappSession,
} from '../../src/channels/whatsapp/session.ts';
import { WhatsappWeb } from './whatsapp/whatsapp-web.ts';

const patience = 20_000;

/** A session on a stand-in of WhatsApp, with all that it tells. */
export class SessionHarness {
  readonly web: WhatsappWeb;
  readonly directory: string;
  readonly session: WhatsappSession;
  readonly shown: string[] = [];
  readonly troubles: { readonly code: string; readonly error: unknown }[] = [];
  readonly messages: string[] = [];
  readonly edits: string[] = [];
  readonly deletions: string[] = [];
  readies = 0;
  readonly #changes = new EventEmitter();

  private constructor(web: WhatsappWeb, directory: string, path: string, settings: Partial<SessionSettings>) {
    this.web = web;
    this.directory = directory;
    const note = <Told extends unknown[]>(take: (...told: Told) => void) => {
      return (...told: Told) => {
        take(...told);
        this.#changes.emit('change');
      };
    };
    this.session = createSession(
      {
        chromiumPath: path,
        chromiumArguments: web.chromiumArguments,
        directory: join(directory, 'whatsapp'),
        pairingNumber: null,
        ...settings,
      },
      {
        // a chat begins with a notice on its encryption
        onMessage: note(({ type, body }) => {
          if (type.toString() === 'chat') this.messages.push(body);
        }),
        onEdit: note((message) => this.edits.push(message.body)),
        onDelete: note((message) => this.deletions.push(message.id._serialized)),
        onReady: note(() => this.readies++),
      },
      {
        pause,
        now: () => performance.now(),
        onTrouble: note((code, error) => this.troubles.push({ code, error })),
        show: note((lines) => this.shown.push(lines)),
      },
    );
  }

  static async create(
    settings: Partial<SessionSettings> = {},
    from?: Pick<SessionHarness, 'web' | 'directory'>,
  ): Promise<SessionHarness> {
    const web = from?.web ?? (await new WhatsappWeb().start());
    const directory = from?.directory ?? mkdtempSync(join(tmpdir(), 'vigie-session-'));
    return new SessionHarness(web, directory, await web.chromiumPath(), settings);
  }

  /** One whose phone has scanned the QR. */
  static async ready(settings: Partial<SessionSettings> = {}): Promise<SessionHarness> {
    const harness = await SessionHarness.create(settings);
    await harness.session.start();
    harness.web.scan();
    await harness.session.untilReady();
    return harness;
  }

  async end(): Promise<void> {
    await this.session.stop();
    await this.web.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Fulfilled once the condition holds; it is looked at whenever the session has told something. */
  until(condition: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        this.#changes.off('change', look);
        end();
      };
      const timer = setTimeout(() => {
        const codes = this.troubles.map(({ code }) => code).join(', ');
        settle(() => { reject(new Error(`waited ${patience} ms for ${what}; troubles: ${codes}`)); }); // prettier-ignore
      }, patience);
      const look = () => {
        if (condition()) settle(resolve);
      };
      this.#changes.on('change', look);
      look();
    });
  }
  trouble(code: string): Promise<void> {
    return this.until(() => this.troubles.some((trouble) => trouble.code === code), code);
  }
  get codes(): string[] {
    return this.troubles.map(({ code }) => code);
  }

  /** The browser and the page of this moment. */
  browser(): Promise<{ browser: Browser; page: Page }> {
    return this.session.call(({ pupBrowser, pupPage }) => {
      if (!pupBrowser || !pupPage) throw new Error('ready without a browser');
      return Promise.resolve({ browser: pupBrowser, page: pupPage });
    });
  }
  processes() {
    return browserProcesses(profileOf(join(this.directory, 'whatsapp')), null);
  }

  /** Does harm and waits until the session is ready anew. Gives the seconds from one to the other. */
  async secondsToReadyAfter(harm: () => unknown): Promise<number> {
    const before = this.readies;
    const start = performance.now();
    await harm();
    await this.until(() => this.readies > before, 'ready again');
    return (performance.now() - start) / 1000;
  }
}
