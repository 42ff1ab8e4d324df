import type { Elections, Tenure } from '../storage/coordination.ts';
import { ChannelError, type Channel, type ChannelHealth, type Pause } from './channel.ts';

export type ElectedOptions = {
  readonly name: string;
  readonly elections: Elections;
  /** Makes the channel anew for each time that this worker is elected. */
  readonly make: () => Channel;
  /** Whether the channel can write first. */
  readonly writesFirst: boolean;
  /** Told the code of what an operator should know. */
  readonly onTrouble: (code: string, error?: unknown) => void;
  readonly pause: Pause;
};

/** A worker that lost the office may still be ending while the next begins, in milliseconds. */
const afterConflict = 5_000;
/** Whether another process has the login: of several workers that passes, or is an operator's to mend. */
function isConflict(error: unknown): boolean {
  return error instanceof ChannelError && error.code === 'telegram-conflict';
}

const standingBy: ChannelHealth = { up: true, note: 'standing by' };

/**
 * A channel that one of several workers runs at a time, as a login that bears no second one asks: the others stand by,
 * and one of them takes over when its worker dies. Whoever loses the office ends the channel at once and stands again.
 */
export function createElectedChannel(options: ElectedOptions): Channel {
  const { name, elections, make, writesFirst, onTrouble, pause } = options;
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<undefined>();
  ended.catch(() => undefined); // whoever is interested awaits it
  let running: { readonly channel: Channel; readonly lost: Promise<void> } | null = null;
  let elected = Promise.withResolvers<{ readonly lost: Promise<void> }>();
  let serving: Promise<void> = Promise.resolve();

  /** One time in office; fulfilled when it is over, rejects when the channel failed for good. */
  async function serve(tenure: Tenure): Promise<void> {
    const channel = make();
    const over = Promise.withResolvers<undefined>();
    const lost = Promise.race([tenure.lost, over.promise]).then(() => undefined);
    running = { channel, lost };
    elected.resolve({ lost });
    const stopped = new Promise((resolve) => {
      if (isStopping()) resolve(undefined);
      stopping.signal.addEventListener('abort', resolve, { once: true });
    });
    let atOnce = false;
    try {
      const work = channel.start().then(() => channel.ended);
      const isLost = await Promise.race([work, stopped, tenure.lost.then(() => true)]);
      atOnce = isLost === true; // another worker may have begun
    } catch (error) {
      if (!isConflict(error)) throw error;
      atOnce = true;
      onTrouble(`${name}-conflict`, error);
      await pause(afterConflict, stopping.signal).catch(() => undefined);
    } finally {
      over.resolve(undefined);
      elected = Promise.withResolvers();
      await channel.stop({ atOnce });
      running = null;
      await tenure.resign();
    }
  }

  async function stand(): Promise<void> {
    while (!isStopping()) {
      const tenure = await elections.stand(name, stopping.signal);
      onTrouble(`${name}-elected`);
      await serve(tenure);
      if (!isStopping()) onTrouble(`${name}-office-lost`);
    }
  }

  return {
    name,
    ended,
    health: () => running?.channel.health() ?? standingBy,
    start() {
      serving = stand().then(
        () => { end(undefined); },
        (error: unknown) => {
          if (isStopping()) end(undefined);
          else fail(error);
        },
      ); // prettier-ignore
      return Promise.resolve();
    },
    async stop() {
      stopping.abort();
      await serving;
      end(undefined);
    },
    ...(writesFirst
      ? {
          async send(address, reply) {
            const send = running?.channel.send;
            return send ? send(address, reply) : 'failed';
          },
          elected: (signal) =>
            Promise.race([
              elected.promise,
              new Promise<never>((_, reject) => {
                const giveUp = () => { reject(signal.reason as Error); }; // prettier-ignore
                if (signal.aborted) giveUp();
                signal.addEventListener('abort', giveUp, { once: true });
              }),
            ]),
        }
      : {}),
    browser: () => running?.channel.browser?.() ?? { restarts: 0, memoryBytes: 0 },
  };
}
