import type { Channel, ChannelHealth } from './channel.ts';

export type Together = {
  /** Starts all; fulfilled when each has ended. Rejects with the error of the last one when none is left that serves. */
  run(): Promise<void>;
  stop(): Promise<void>;
  /** By the name of the channel. */
  health(): Readonly<Record<string, ChannelHealth>>;
};

/**
 * Channels beside each other: one that fails for good, at its start or later, takes none of the others down.
 *
 * @param onFailed told of each that failed while another goes on
 */
export function serveTogether(
  channels: readonly Channel[],
  onFailed: (name: string, error: unknown) => void,
): Together {
  const failed = new Map<string, string>();

  async function serve(channel: Channel): Promise<void> {
    try {
      await channel.start();
      await channel.ended;
    } catch (error) {
      failed.set(channel.name, error instanceof Error ? error.message : 'failed');
      if (failed.size === channels.length) throw error;
      onFailed(channel.name, error);
      await channel.stop();
    }
  }

  return {
    async run() {
      await Promise.all(channels.map(serve));
    },
    async stop() {
      await Promise.allSettled(channels.map((channel) => channel.stop()));
    },
    health: () =>
      Object.fromEntries(
        channels.map((channel) => {
          const reason = failed.get(channel.name);
          return [channel.name, reason === undefined ? channel.health() : { up: false, reason }];
        }),
      ),
  };
}
