import type { Client, Message } from 'whatsapp-web.js';
import { ChannelError, type ChannelHealth, type Pause } from '../channel.ts';
import { createBackOff } from './back-off.ts';
import { explainLaunchFailure, findBrowser, ownArguments, profileOf, removeProfile } from './browser.ts';
import { createCalls, SessionLostError } from './calls.ts';
import { beginLife, type Life, type LifeLimits } from './life.ts';
import { createLogin } from './login.ts';
import { describeOffline, type Loss } from './loss.ts';
import { watchMemory } from './memory-watch.ts';
import { catchStrayRejections } from './stray-rejections.ts';

export { SessionLostError };

export type SessionSettings = {
  /** CHROMIUM_PATH; null: looked for in the usual places. */
  readonly chromiumPath: string | null;
  /** CHROMIUM_ARGS: added to our own. */
  readonly chromiumArguments: readonly string[];
  /** Holds the login: `STATE_DIR/whatsapp`. */
  readonly directory: string;
  /** WHATSAPP_PAIRING_NUMBER, digits alone; null: login by QR. */
  readonly pairingNumber: string | null;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<SessionLimits>;
};

/** Milliseconds and bytes. */
export type SessionLimits = LifeLimits & {
  readonly call: number;
  /** Between two looks at the browser's memory. */
  readonly memoryWatch: number;
  /** Above this the browser is exchanged at a quiet moment. */
  readonly browserMemory: number;
  /** Without a call for so long, the moment is quiet. */
  readonly quiet: number;
};
const usualLimits: SessionLimits = {
  launch: 120_000,
  connect: 300_000,
  login: 600_000,
  offline: 180_000,
  conflict: 6_000,
  watch: 30_000,
  watchAnswer: 20_000,
  close: 5_000,
  call: 30_000,
  memoryWatch: 60_000,
  browserMemory: 1.2 * 1024 ** 3,
  quiet: 3_000,
};
/** A browser that has never started is given up after so many tries. */
const mostFailedLaunches = 3;

/** What the session tells; none of these may throw. */
export type SessionEvents = {
  /** A message of somebody else came. */
  onMessage(message: Message): void;
  /** A message of somebody else was edited; it is as it is now. */
  onEdit(message: Message): void;
  /** A message was deleted for everyone. */
  onDelete(message: Message): void;
  /** Each time the session becomes ready, also after a page reload: look for what was missed. */
  onReady(): void;
};

export type SessionDependencies = {
  readonly pause: Pause;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told what an operator should know; never a code, a number or a text. */
  readonly onTrouble: (code: string, error?: unknown) => void;
  /** Shows lines to the operator (the QR, the pairing code). */
  readonly show: (lines: string) => void;
};

export type SessionState =
  'starting' | 'waiting-for-login' | 'connecting' | 'ready' | 'recovering' | 'stopped' | 'failed';

export type SessionFigures = {
  readonly state: SessionState;
  /** Lives of the browser after the first. */
  readonly restarts: number;
  /** Of all processes of the browser; 0 when none runs. */
  readonly browserMemoryBytes: number;
};

/** One life of the library's client after another. */
export type WhatsappSession = {
  /** Begins; fulfilled when the first life has been launched (QR shown or ready). Rejects with a ChannelError when none ever can be (no browser). Comes back to service by itself afterwards. */
  start(): Promise<void>;
  /** Closes the browser, leaving no process behind. */
  stop(): Promise<void>;
  /** Fulfilled once stopped; rejects with a ChannelError when it failed for good. */
  readonly ended: Promise<void>;
  health(): ChannelHealth;
  figures(): SessionFigures;
  /** Fulfilled when the session is ready (at once when it is); rejects when stopped. */
  untilReady(): Promise<void>;
  /**
   * Runs against the library with a time limit (milliseconds). Rejects with a SessionLostError when the session is lost or
   * the limit passes: then nobody knows whether it took effect. A call that hangs makes the session start anew.
   */
  call<T>(run: (client: Client) => Promise<T>, limit?: number): Promise<T>;
  /** The browser is exchanged for memory's sake only while this says so (besides no call being open). */
  recycleWhen(isQuiet: () => boolean): void;
};

export function createSession(
  settings: SessionSettings,
  events: SessionEvents,
  { pause, now, onTrouble, show }: SessionDependencies,
): WhatsappSession {
  const limits: SessionLimits = { ...usualLimits, ...settings.limits };
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const { promise: ended, resolve: end, reject: failWith } = Promise.withResolvers<undefined>();
  ended.catch(() => undefined); // whoever is interested awaits it
  const {
    promise: launched,
    resolve: hasLaunched,
    reject: cannotLaunch,
  } = Promise.withResolvers<undefined>();
  launched.catch(() => undefined);
  const login = createLogin({ show, onTrouble });
  const calls = createCalls(now);
  const backOff = createBackOff(now);
  const waiting = new Set<{ resolve: () => void; reject: (error: unknown) => void }>();
  let life: Life | null = null;
  let lives = 0;
  let hasEverLaunched = false;
  let wasLoggedIn = false;
  let lastLoss: Loss | null = null;
  let failure: ChannelError | null = null;
  let living: Promise<void> | null = null;
  let isQuiet = () => true;

  const memory = watchMemory({
    profile: profileOf(settings.directory),
    life: () => life,
    most: limits.browserMemory,
    every: limits.memoryWatch,
    isQuiet: () => calls.isQuietFor(limits.quiet) && isQuiet(),
  });

  function begin(executable: string): Life {
    const { directory, chromiumArguments, pairingNumber } = settings;
    const asks = (show: () => void) => {
      if (wasLoggedIn) login.loggedOut();
      wasLoggedIn = false;
      show();
      hasLaunched(undefined);
    };
    return beginLife(
      { executable, chromiumArguments, directory, pairingNumber, limits },
      {
        onQr: (content) => {
          asks(() => { login.qr(content); }); // prettier-ignore
        },
        onCode: (content) => {
          asks(() => { login.code(content); }); // prettier-ignore
        },
        onReady: () => {
          login.done();
          wasLoggedIn = true;
          lastLoss = null;
          backOff.ready();
          hasLaunched(undefined);
          for (const { resolve } of waiting) resolve();
          waiting.clear();
          void memory.look();
          events.onReady();
        },
        onOffline: () => {
          onTrouble('whatsapp-offline');
        },
        onMessage: (message) => { events.onMessage(message); }, // prettier-ignore
        onEdit: (message) => { events.onEdit(message); }, // prettier-ignore
        onDelete: (message) => { events.onDelete(message); }, // prettier-ignore
      },
    );
  }

  /** One life after another until the session is stopped. Throws when no life can ever be. */
  async function live(executable: string): Promise<void> {
    for (let failedLaunches = 0; !stopping.signal.aborted;) {
      const current = begin(executable);
      life = current;
      lives++;
      const loss = await current.over;
      hasEverLaunched ||= current.isLaunched();
      life = null;
      lastLoss = loss;
      await current.close();
      memory.ended();
      if (isStopping()) return;
      onTrouble(loss.code, loss.error);
      if (loss.end) throw loss.end;
      if (!hasEverLaunched && ++failedLaunches >= mostFailedLaunches)
        throw await explainLaunchFailure(executable, [...ownArguments, ...settings.chromiumArguments]);
      if (loss.login === 'forget') removeProfile(settings.directory);
      const wait = loss.isPlanned ? 0 : Math.max(backOff.next(), loss.leastPause ?? 0);
      await pause(wait, stopping.signal).catch(() => undefined);
    }
  }

  function refuseWaiting(reason: string): void {
    for (const { reject } of waiting) reject(new SessionLostError(reason, false));
    waiting.clear();
  }
  function fail(error: unknown): void {
    failure = error instanceof ChannelError ? error : new ChannelError(`WhatsApp failed: ${String(error)}`);
    memory.stop();
    refuseWaiting(failure.message);
    cannotLaunch(failure);
    failWith(failure);
  }

  return {
    ended,
    async start() {
      if (isStopping()) return;
      const uncatch = catchStrayRejections((error) => {
        onTrouble('whatsapp-stray-rejection', error);
      });
      living = (async () => {
        try {
          await live(findBrowser(settings.chromiumPath, process.env['PATH'] ?? ''));
        } catch (error) {
          fail(error);
        } finally {
          uncatch();
        }
      })();
      await launched;
    },
    async stop() {
      stopping.abort();
      memory.stop();
      life?.lose({ code: 'whatsapp-stopped', reason: 'is stopped', isPlanned: true });
      await living;
      refuseWaiting('is stopped');
      hasLaunched(undefined);
      end(undefined);
    },
    health: () => healthOf(),
    figures: () => ({
      state: stateOf(),
      restarts: Math.max(0, lives - 1),
      browserMemoryBytes: memory.bytes(),
    }),
    untilReady: () =>
      new Promise((resolve, reject) => {
        if (failure ?? isStopping())
          reject(new SessionLostError(failure ? failure.message : 'is stopped', false));
        else if (life?.phase() === 'ready') resolve();
        else waiting.add({ resolve, reject });
      }),
    call: (run, limit = limits.call) => calls.run(life, run, limit),
    recycleWhen(isQuietNow) {
      isQuiet = isQuietNow;
    },
  };

  function stateOf(): SessionState {
    if (failure) return 'failed';
    if (isStopping()) return 'stopped';
    const phase = life?.phase() ?? 'over';
    if (phase === 'ready' || phase === 'waiting-for-login') return phase;
    if (wasLoggedIn || lastLoss) return 'recovering';
    return phase === 'connecting' ? phase : 'starting';
  }
  function healthOf(): ChannelHealth {
    const state = stateOf();
    if (state === 'ready') return { up: true };
    return { up: false, reason: reasonOf(state) };
  }
  function reasonOf(state: SessionState): string {
    if (failure) return failure.message;
    if (state === 'stopped') return 'is stopped';
    if (state === 'waiting-for-login')
      return lastLoss?.login
        ? 'is logged out on the phone: link it again as the terminal shows'
        : 'waits for the login that the terminal shows';
    if (life?.phase() === 'offline') return describeOffline(life.state());
    return lastLoss?.reason ?? (state === 'starting' ? 'is starting' : 'is connecting');
  }
}
