import type { CDPSession } from 'puppeteer-core';
import whatsapp, { type Client, type ClientOptions } from 'whatsapp-web.js';

/** What the library's client has besides what it declares. */
type Inner = {
  inject(): Promise<void>;
  initWebVersionCache(): Promise<void>;
};
const Library = whatsapp.Client as unknown as new (options: ClientOptions) => Client & Inner;

/** Told what the library would leave to nobody. */
export type LibraryTroubles = {
  /** The page was loaded anew, and the library found no way into it. */
  onInjectionFailed(error: unknown): void;
  onPairingFailed(): void;
};

/**
 * The library's client. It starts some work without waiting for it, so that a browser that ends makes a promise reject
 * that nobody holds; those places are held here. Nothing else is changed.
 */
class HeldClient extends Library {
  readonly #troubles: LibraryTroubles;
  #isInjected = false;
  constructor(options: ClientOptions, troubles: LibraryTroubles) {
    super(options);
    this.#troubles = troubles;
  }
  /** Called by initialize(), which passes the error on, and whenever the page has navigated. */
  override async inject(): Promise<void> {
    if (!this.#isInjected) {
      await super.inject();
      this.#isInjected = true;
      return;
    }
    try {
      await super.inject();
    } catch (error) {
      this.#troubles.onInjectionFailed(error);
    }
  }
  /** The library would read the whole page for a cache that is not used here. Nothing is loaded yet. */
  override async initWebVersionCache(): Promise<void> {
    await ignoreNetwork(this);
  }
  override async requestPairingCode(...request: Parameters<Client['requestPairingCode']>): Promise<string> {
    try {
      return await super.requestPairingCode(...request);
    } catch {
      this.#troubles.onPairingFailed();
      return '';
    }
  }
  /** The library destroys itself after some states without waiting for it. */
  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } catch {
      // the browser has ended by itself
    }
  }
}

/**
 * The browser's driver has all that the page exchanges with WhatsApp told to it, and to this process. Nothing of it is used
 * here, and every message of everybody would pass twice.
 */
async function ignoreNetwork({ pupPage }: Pick<Client, 'pupPage'>): Promise<void> {
  const driver = pupPage as unknown as { _client?: () => CDPSession } | undefined; // not among the driver's types
  await driver?._client?.().send('Network.disable');
}

export type ProfileHooks = {
  beforeBrowser(): Promise<void>;
  /** The browser and its page are there; nothing is loaded yet. */
  afterBrowser(): void;
};

/** The login in a profile of the browser. It is removed by us, after the browser has ended: the library removes it under its feet. */
class ProfileLogin extends whatsapp.LocalAuth {
  constructor(directory: string, hooks: ProfileHooks) {
    super({ dataPath: directory });
    const prepare = this.beforeBrowserInitialized.bind(this);
    let isBegun = false;
    this.beforeBrowserInitialized = async () => {
      if (!isBegun) await hooks.beforeBrowser();
      isBegun = true;
      await prepare();
    };
    this.afterBrowserInitialized = () => {
      hooks.afterBrowser();
      return Promise.resolve();
    };
    this.logout = () => Promise.resolve();
  }
}

export type ClientSettings = {
  readonly executable: string;
  readonly browserArguments: readonly string[];
  readonly directory: string;
  readonly pairingNumber: string | null;
  /** Ends a browser that is being launched. */
  readonly signal: AbortSignal;
  /** How long the page may take to show that it is WhatsApp Web, in milliseconds. */
  readonly pageLimit: number;
};

/**
 * What the library would tell of and nobody here listens to: some of it costs the page and this process several exchanges
 * for every message. The library adds only what the page does not have. Runs in the page.
 */
function silenceUnheardEvents(): void {
  const unheard = [
    ...['onMessageAckEvent', 'onChangeMessageEvent', 'onRemoveMessageEvent', 'onMessageMediaUploadedEvent'],
    ...['onChatUnreadCountEvent', 'onRemoveChatEvent', 'onArchiveChatEvent', 'onReaction', 'onPollVoteEvent'],
    ...['onIncomingCall', 'onBatteryStateChangedEvent', 'onCiphertextFailedEvent'],
  ];
  for (const name of unheard) Object.assign(globalThis, { [name]: () => undefined });
}

/** How long after WhatsApp was opened elsewhere with this login it is taken back, in milliseconds. */
const takeoverPause = 1_000;

/** A client of the library that has not begun. */
export function createClient(
  settings: ClientSettings,
  hooks: ProfileHooks,
  troubles: LibraryTroubles,
): Client {
  const { executable, browserArguments, directory, pairingNumber, signal, pageLimit } = settings;
  const client: unknown = new HeldClient(
    {
      authStrategy: new ProfileLogin(directory, hooks),
      // otherwise the library writes the page into the working directory
      webVersionCache: { type: 'none' },
      evalOnNewDoc: silenceUnheardEvents,
      authTimeoutMs: pageLimit,
      takeoverOnConflict: true,
      takeoverTimeoutMs: takeoverPause,
      ...(pairingNumber === null ? {} : { pairWithPhoneNumber: { phoneNumber: pairingNumber } }),
      puppeteer: {
        executablePath: executable,
        args: [...browserArguments],
        headless: true,
        // no port that others on this machine could use, and the browser ends when Vigie is killed
        pipe: true,
        // what is in hand is answered first, then the browser is closed
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        signal,
      },
    },
    troubles,
  );
  return client as Client; // it is one, though its class was named through Inner
}
