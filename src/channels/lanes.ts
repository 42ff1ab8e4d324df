import type { Pause, Taken } from './channel.ts';
import { createRoom, createTurns } from './room.ts';

/** Brings an answer that is ready to the chat. */
export type Deliver = () => Promise<void>;

export type LanesOptions<Item> = {
  /** Groups of all chats in work at the same time. */
  readonly wide: number;
  /** Whether the next message may belong to the same thing as these, so that it is waited for. */
  readonly awaitsMore: (group: readonly Item[]) => boolean;
  readonly belongs: (group: readonly Item[], next: Item) => boolean;
  /** How long the next one of a group is waited for, in milliseconds. */
  readonly window: number;
  readonly pause: Pause;
  /** Answers a group; what it returns is carried out in the order of the chat. */
  readonly handle: (group: readonly Item[]) => Promise<Deliver>;
  readonly onTaken?: Taken | undefined;
};

export type Lanes<Item> = {
  /** Fulfilled when the message is answered and the answer delivered; rejects as that does. */
  submit(key: string, item: Item): Promise<void>;
};

type Waiting<Item> = { readonly item: Item; readonly settle: (error?: unknown) => void };
type Lane<Item> = {
  readonly waiting: Waiting<Item>[];
  arrived: () => void;
  delivered: Promise<unknown>;
};

const largestGroup = 30;

/**
 * One lane a chat: its messages are answered in their order, those of others beside them. What comes in a row and
 * belongs together is answered once. While an answer is on its way, the next one is already thought of.
 */
export function createLanes<Item>(options: LanesOptions<Item>): Lanes<Item> {
  const lanes = new Map<string, Lane<Item>>();
  const room = createRoom(options.wide);
  const turn = createTurns();

  async function gathered(lane: Lane<Item>, first: Waiting<Item>): Promise<Waiting<Item>[]> {
    const group = [first];
    const items = () => group.map(({ item }) => item);
    while (group.length < largestGroup && options.awaitsMore(items())) {
      const next = lane.waiting[0];
      if (next) {
        if (!options.belongs(items(), next.item)) break;
        group.push(next);
        lane.waiting.shift();
      } else if (!(await arrives(lane, options))) break;
    }
    return group;
  }

  async function work(key: string, lane: Lane<Item>): Promise<void> {
    for (let first = lane.waiting.shift(); first; first = lane.waiting.shift()) {
      const group = await gathered(lane, first);
      const leave = await room.enter();
      const settle = (error?: unknown) => {
        leave();
        for (const waiting of group) waiting.settle(error);
      };
      // an answer that Telegram has taken is noted before the next one is thought of: a kill finds few in doubt
      await turn();
      const before = lane.delivered;
      try {
        const deliver = await options.handle(group.map(({ item }) => item));
        lane.delivered = before.then(deliver).then(() => { settle(); }, settle); // prettier-ignore
      } catch (error) {
        settle(error);
      }
      await before; // one answer on its way and one in thought are enough
    }
    await lane.delivered;
    if (lane.waiting.length > 0) await work(key, lane);
    else lanes.delete(key);
  }

  return {
    submit: (key, item) =>
      new Promise((resolve, reject) => {
        const end = options.onTaken?.();
        const waiting: Waiting<Item> = {
          item,
          settle: (error) => {
            end?.(error === undefined);
            if (error === undefined) resolve();
            else reject(error instanceof Error ? error : new Error('not delivered', { cause: error }));
          },
        };
        const lane = lanes.get(key);
        if (lane) {
          lane.waiting.push(waiting);
          lane.arrived();
          return;
        }
        const opened: Lane<Item> = {
          waiting: [waiting],
          arrived: () => undefined,
          delivered: Promise.resolve(),
        };
        lanes.set(key, opened);
        void work(key, opened);
      }),
  };
}

/** Whether another message of the chat comes within the window. */
async function arrives<Item>(lane: Lane<Item>, { pause, window }: LanesOptions<Item>): Promise<boolean> {
  if (window <= 0) return false;
  const over = new AbortController();
  const arrival = new Promise<true>((resolve) => {
    lane.arrived = () => {
      resolve(true);
    };
  });
  const silence = pause(window, over.signal).then(
    () => false,
    () => false,
  );
  const came = await Promise.race([arrival, silence]);
  lane.arrived = () => undefined;
  over.abort();
  return came;
}
