import { setTimeout } from 'node:timers/promises';
import type { Pause } from './channel.ts';

/** Waits by the clock of this machine. */
export const pause: Pause = (milliseconds, signal) =>
  setTimeout(milliseconds, undefined, signal ? { signal } : {});
