import type { Log } from './logger.ts';

type Health = { readonly up: true } | { readonly up: false; readonly reason: string };

/** Writes of each channel that it is ready, no longer, or again. Call the result now and then. */
export function healthLog(log: Log, health: () => Readonly<Record<string, Health>>): () => void {
  const last = new Map<string, string | null>();
  const wasUp = new Set<string>();
  return () => {
    for (const [channel, now] of Object.entries(health())) {
      const reason = now.up ? null : now.reason;
      const before = last.get(channel);
      if (before === reason) continue;
      last.set(channel, reason);
      if (reason === null) {
        log.write('info', 'channel-up', `${channel} answers${wasUp.has(channel) ? ' again' : ''}`, {
          channel,
        });
        wasUp.add(channel);
      } else if (/\b(?:login|logged out)\b/.test(reason))
        log.write('warn', 'login-needed', `${channel} ${reason}`, { channel });
      else if (before !== undefined) log.write('warn', 'channel-down', `${channel} ${reason}`, { channel });
    }
  };
}
