import type { Message } from 'whatsapp-web.js';
import { ownArguments, prepareProfile, profileOf } from './browser.ts';
import { createClient } from './library.ts';
import type { Life, LifeHooks, LifeLimits, LifeSettings, Phase } from './life-types.ts';
import { tookTooLong, withLimit } from './limits.ts';
import { lossByLimit, lossByStart, lossByState, type Loss } from './loss.ts';
import { readState } from './page-state.ts';
import { holdPipesOf } from './pipes.ts';
import { endBrowserProcesses } from './processes.ts';

export function beginLife(settings: LifeSettings, hooks: LifeHooks): Life {
  const { limits, directory, executable, chromiumArguments, pairingNumber } = settings;
  const { promise: over, resolve: end } = Promise.withResolvers<Loss>();
  const launching = new AbortController();
  const listeners = new Set<(loss: Loss) => void>();
  let phase: Phase = 'launching';
  let state = '';
  let pages = 0;
  let looks = 0;
  let pid: number | null = null;
  let deadline: NodeJS.Timeout | undefined;

  const client = createClient(
    {
      executable,
      browserArguments: [...ownArguments, ...chromiumArguments],
      directory,
      pairingNumber,
      signal: launching.signal,
      pageLimit: limits.launch,
    },
    { beforeBrowser: () => prepareProfile(directory), afterBrowser: watchBrowser },
    {
      onInjectionFailed: (error) => {
        lose({ code: 'whatsapp-page-lost', reason: 'is being restarted: its page was lost', error });
      },
      onPairingFailed: () => {
        lose({
          code: 'whatsapp-pairing-refused',
          reason: 'gives no pairing code: check WHATSAPP_PAIRING_NUMBER, or wait an hour',
          leastPause: 60_000, // whoever asks often is refused for longer
        });
      },
    },
  );

  const isOver = () => phase === 'over';
  function lose(loss: Loss): void {
    if (isOver()) return;
    phase = 'over';
    clearTimeout(deadline);
    clearInterval(watch);
    client.removeAllListeners();
    for (const listener of listeners) listener(loss);
    listeners.clear();
    end(loss);
  }
  function enter(next: Phase): void {
    if (isOver()) return;
    phase = next;
    clearTimeout(deadline);
    looks = 0;
    const limit = limitOf(next, state, limits);
    if (limit !== null)
      deadline = setTimeout(() => {
        lose(lossByLimit(next, state));
      }, limit);
  }

  function watchBrowser(): void {
    const { pupBrowser: browser, pupPage: page } = client;
    if (!browser || !page) return;
    pid = browser.process()?.pid ?? null;
    browser.once('disconnected', () => {
      lose({ code: 'whatsapp-browser-died', reason: 'is being restarted: its browser has ended' });
    });
    page.once('error', () => {
      lose({ code: 'whatsapp-page-crashed', reason: 'is being restarted: its page has crashed' });
    });
    page.once('close', () => {
      lose({ code: 'whatsapp-page-closed', reason: 'is being restarted: its page was closed' });
    });
    // a question of the page would hold everything up
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      pages++;
      if (phase === 'ready' || phase === 'offline') enter('connecting');
    });
  }

  function takeState(next: string): void {
    const hasChanged = state !== next;
    state = next;
    if (!hasChanged || (phase !== 'ready' && phase !== 'offline')) return;
    if (next === 'CONNECTED') becomeReady();
    else {
      if (phase === 'ready') hooks.onOffline(next);
      enter('offline');
    }
  }
  function becomeReady(): void {
    if (isOver()) return;
    state = 'CONNECTED';
    enter('ready');
    hooks.onReady();
  }

  client.on('qr', (content) => {
    enter('waiting-for-login');
    hooks.onQr(content);
  });
  client.on('code', (content) => {
    enter('waiting-for-login');
    hooks.onCode(content);
  });
  client.on('authenticated', () => {
    enter('connecting');
  });
  client.on('ready', becomeReady);
  client.on('change_state', (next) => {
    takeState(next);
  });
  client.on('disconnected', (reason) => {
    lose(lossByState(reason));
  });
  client.on('auth_failure', () => {
    lose({ code: 'whatsapp-auth-failure', reason: 'refuses the login that was kept' });
  });
  // one that this device cannot read yet comes again as itself; one for phones alone only so
  for (const event of ['message', 'message_ciphertext'])
    client.on(event, (message: Message) => {
      hooks.onMessage(message);
    });
  client.on('message_edit', (message) => {
    if (!message.fromMe) hooks.onEdit(message);
  });
  client.on('message_revoke_everyone', (message) => {
    if (!message.fromMe) hooks.onDelete(message);
  });

  async function look(): Promise<void> {
    if (phase === 'launching' || isOver()) return;
    const at = pages;
    try {
      const seen = await withLimit(readState(client, phase, looks++), limits.watchAnswer);
      if (at === pages) takeState(seen);
    } catch (error) {
      if (at !== pages || phase === 'connecting') return; // between two pages nothing can be asked
      lose({
        code: error === tookTooLong ? 'whatsapp-page-hangs' : 'whatsapp-page-lost',
        reason: 'is being restarted: its page did not answer',
        error,
      });
    }
  }
  const watch = setInterval(() => void look(), limits.watch);

  enter('launching');
  const release = holdPipesOf(`--user-data-dir=${profileOf(directory)}`);
  void over.then(release);
  client.initialize().then(
    () => {
      if (phase === 'launching') enter('connecting');
    },
    (error: unknown) => {
      lose(lossByStart(error));
    },
  );

  return {
    client,
    phase: () => phase,
    state: () => state,
    pages: () => pages,
    isLaunched: () => pid !== null,
    browserPid: () => pid,
    over,
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lose,
    async close() {
      lose({ code: 'whatsapp-closed', reason: 'is closed', isPlanned: true });
      if (client.pupBrowser) await withLimit(client.destroy(), limits.close).catch(() => undefined);
      else launching.abort();
      client.pupPage?.removeAllListeners();
      client.pupBrowser?.removeAllListeners();
      await endBrowserProcesses(profileOf(directory), pid);
    },
  };
}

function limitOf(phase: Phase, state: string, limits: LifeLimits): number | null {
  switch (phase) {
    case 'launching':
      return limits.launch;
    case 'connecting':
      return limits.connect;
    case 'waiting-for-login':
      return limits.login;
    case 'offline':
      return state === 'CONFLICT' ? limits.conflict : limits.offline;
    case 'ready':
    case 'over':
      return null;
  }
}
