import { ChannelError } from '../channel.ts';
import { anonymousError } from './anonymous-error.ts';
import { createBackOff } from './back-off.ts';
import { explainLaunchFailure, findBrowser, ownArguments, profileOf, removeProfile } from './browser.ts';
import { createCalls, SessionLostError } from './calls.ts';
import { beginLife } from './life.ts';
import type { Life } from './life-types.ts';
import { createLogin } from './login.ts';
import type { Loss } from './loss.ts';
import { watchMemory } from './memory-watch.ts';
import type {
  SessionDependencies,
  SessionEvents,
  SessionLimits,
  SessionSettings,
  WhatsappSession,
} from './session-types.ts';
import { healthOf, stateOf } from './standing.ts';
import { catchStrayRejections } from './stray-rejections.ts';

export { SessionLostError };
export type * from './session-types.ts';

const usualLimits: SessionLimits = {
  launch: 120_000,
  connect: 300_000,
  login: 600_000,
  offline: 180_000,
  conflict: 6_000,
  watch: 30_000,
  watchAnswer: 20_000,
  close: 5_000,
  call: 8_000,
  memoryWatch: 60_000,
  browserMemory: 1.2 * 1024 ** 3,
  quiet: 3_000,
};
/** A browser that has never started is given up after so many tries. */
const mostFailedLaunches = 3;

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

  const tell = (code: string, error?: unknown) => {
    onTrouble(code, anonymousError(error));
  };
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
      tell(loss.code, loss.error);
      if (loss.end) throw loss.end;
      if (!hasEverLaunched && ++failedLaunches >= mostFailedLaunches)
        throw await explainLaunchFailure(executable, [...ownArguments, ...settings.chromiumArguments]);
      if (loss.login === 'forget') removeProfile(settings.directory);
      const wait = loss.isPlanned ? 0 : Math.max(backOff.next(), loss.leastPause ?? 0);
      await pause(wait, stopping.signal).catch(() => undefined);
    }
  }

  const standing = () => ({ life, lastLoss, failure, isStopped: isStopping(), wasLoggedIn });
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
      memory.begin();
      const uncatch = catchStrayRejections((error) => {
        tell('whatsapp-stray-rejection', error);
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
    health: () => healthOf(standing()),
    figures: () => ({
      state: stateOf(standing()),
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
}
