import type { Life } from './life-types.ts';
import { browserMemory } from './processes.ts';

export type MemoryWatchOptions = {
  readonly profile: string;
  readonly life: () => Life | null;
  /** Above this the browser is exchanged, in bytes. */
  readonly most: number;
  /** Between two looks, in milliseconds. */
  readonly every: number;
  readonly isQuiet: () => boolean;
};

/** Watches how much memory the browser takes, and has it exchanged at a quiet moment when that is too much. */
export function watchMemory({ profile, life, most, every, isQuiet }: MemoryWatchOptions) {
  let bytes = 0;
  let isLooking = false;

  async function look(): Promise<void> {
    const now = life();
    if (isLooking || !now?.isLaunched()) return;
    isLooking = true;
    try {
      bytes = await browserMemory(profile, now.browserPid());
    } finally {
      isLooking = false;
    }
    if (bytes > most && now.phase() === 'ready' && isQuiet())
      now.lose({ code: 'whatsapp-browser-recycled', reason: 'is being restarted: its browser had grown', isPlanned: true }); // prettier-ignore
  }
  const timers: NodeJS.Timeout[] = [];
  return {
    bytes: () => bytes,
    look,
    begin(): void {
      timers.push(setInterval(() => void look(), every));
      // a browser that has grown is exchanged at the first quiet moment, which may be a short one
      timers.push(
        setInterval(() => {
          if (bytes > most) void look();
        }, every / 20),
      );
    },
    /** The browser has ended. */
    ended(): void {
      bytes = 0;
    },
    stop(): void {
      for (const timer of timers.splice(0)) clearInterval(timer);
    },
  };
}
