import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import whatsapp, { type Client } from 'whatsapp-web.js';
import type { WhatsappWeb } from './whatsapp-web.ts';

export type LibraryOptions = {
  /** Digits: login by pairing code. */
  readonly pairingNumber?: string;
  /** Of the browser; by default a new one, removed at the end. */
  readonly profile?: string;
  /** How long the page may take to be WhatsApp Web, in milliseconds. */
  readonly pageLimit?: number;
};

/** The library alone, unmodified, in a real browser on the stand-in. */
export class LibraryClient {
  readonly client: Client;
  /** What it told so far, in order. */
  readonly events: { readonly name: string; readonly values: readonly unknown[] }[] = [];
  readonly #web: WhatsappWeb;
  readonly #ownProfile: string | null;

  private constructor(web: WhatsappWeb, client: Client, ownProfile: string | null) {
    this.#web = web;
    this.client = client;
    this.#ownProfile = ownProfile;
    const emit = client.emit.bind(client);
    client.emit = (name: string | symbol, ...values: unknown[]) => {
      this.events.push({ name: String(name), values });
      const heard = emit(name, ...values);
      web.look();
      return heard;
    };
  }
  static async start(web: WhatsappWeb, options: LibraryOptions = {}): Promise<LibraryClient> {
    const ownProfile = options.profile === undefined ? await mkdtemp(join(tmpdir(), 'vigie-')) : null;
    const client = new whatsapp.Client({
      authStrategy: new whatsapp.LocalAuth({ dataPath: options.profile ?? ownProfile ?? '' }),
      webVersionCache: { type: 'none' },
      ...(options.pairingNumber !== undefined && {
        pairWithPhoneNumber: { phoneNumber: options.pairingNumber },
      }),
      ...(options.pageLimit !== undefined && { authTimeoutMs: options.pageLimit }),
      puppeteer: { executablePath: await web.chromiumPath(), args: [...web.chromiumArguments], pipe: true },
    });
    const library = new LibraryClient(web, client, ownProfile);
    try {
      await client.initialize();
    } catch (error) {
      await library.stop();
      throw error;
    }
    library.#holdInjections();
    return library;
  }
  /** The library goes into each page that is loaded later, and would leave to nobody that the browser ends meanwhile. */
  #holdInjections(): void {
    const inner = this.client as unknown as { inject(): Promise<void> };
    const inject = inner.inject.bind(inner);
    inner.inject = () =>
      inject().catch((error: unknown) => {
        if (this.client.pupBrowser?.connected === true) throw error;
      });
  }
  /** Fulfilled with what came with the event, once there is one after the place given. */
  until(name: string, after = 0): Promise<readonly unknown[]> {
    return this.#web.until(
      () => this.events.slice(after).find((event) => event.name === name)?.values,
      `the event ${name}`,
    );
  }
  async stop(): Promise<void> {
    const browser = this.client.pupBrowser?.process();
    await this.client.destroy();
    // the library may have closed it by itself without waiting
    if (browser?.exitCode === null && browser.signalCode === null) await once(browser, 'exit');
    if (this.#ownProfile !== null) await rm(this.#ownProfile, { recursive: true, force: true });
  }
}
