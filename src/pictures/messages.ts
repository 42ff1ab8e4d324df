import type { PictureReading } from './reading.ts';

/** What the reader asks of its process. */
export type ReadRequest = { readonly bytes: Uint8Array; readonly pixels: number };

/** What the process tells: that it is ready, and what stands in the file it was given. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly reading: PictureReading; readonly memory: number };
