import { Socket } from 'node:net';
import pg from 'pg';

/** One connection while it lasts. What is asked of it does not wait for earlier answers. */
export type Session = {
  readonly client: pg.Client;
  /** Fulfilled when it was lost. */
  readonly lost: Promise<unknown>;
  /** Gives it up: every answer that is still awaited fails, also when the network is cut. */
  readonly drop: () => void;
};

/** A connection that is made when first asked for, and again after it was lost. */
export type Connection = {
  session(): Promise<Session>;
  close(): Promise<void>;
};

/** @param watch fulfilled when the connection is to be given up; its signal is aborted when it was lost */
export function createConnection(
  options: pg.ClientConfig,
  watch?: (client: pg.Client, signal: AbortSignal) => Promise<void>,
): Connection {
  let current: Promise<Session> | null = null;
  let closed = false;

  async function connect(): Promise<Session> {
    const { promise: lost, resolve: end } = Promise.withResolvers<undefined>();
    const socket = new Socket();
    const client = new pg.Client({ ...options, stream: () => socket, pipeline: true });
    const over = new AbortController();
    const drop = () => {
      over.abort();
      socket.destroy();
      end(undefined);
    };
    client.on('error', drop);
    client.on('end', drop);
    try {
      await client.connect();
    } catch (error) {
      drop();
      throw error;
    }
    if (watch) void watch(client, over.signal).then(drop);
    return { client, lost, drop };
  }

  return {
    session() {
      if (closed) return Promise.reject(new Error('the state is closed'));
      if (current) return current;
      const connecting = connect();
      current = connecting;
      const forget = () => {
        if (current === connecting) current = null;
      };
      connecting
        .then(
          ({ lost }) => lost,
          () => undefined,
        )
        .then(forget, forget);
      return connecting;
    },
    async close() {
      closed = true;
      const open = await current?.catch(() => null);
      await open?.client.end().catch(() => undefined);
      open?.drop();
    },
  };
}
