import type { ChildProcess } from 'node:child_process';
import { defaultLimits, type ReadingLimits } from './limits.ts';
import type { ReadRequest, WorkerMessage } from './messages.ts';
import { startProcess } from './process.ts';
import type { PictureReader, PictureReading, RefusalReason } from './reading.ts';

type Job = { readonly bytes: Uint8Array; readonly done: (reading: PictureReading) => void };
type Process = { readonly child: ChildProcess; ready: boolean };

const refused = (reason: RefusalReason): PictureReading => ({ kind: 'refused', reason });

/**
 * Reads pictures and documents, one at a time, in a process of its own that starts with the first of them, stays warm,
 * is ended when nobody needs it and is replaced when it dies, takes too long or has grown.
 *
 * @param startChild how that process is started
 */
export function createPictureReader(
  limits: Partial<ReadingLimits> = {},
  startChild: () => ChildProcess = startProcess,
): PictureReader {
  const { bytes: most, pixels, time, waiting, idle, memory } = { ...defaultLimits, ...limits };
  const queue: Job[] = [];
  let current: { readonly job: Job; readonly timer: NodeJS.Timeout } | null = null;
  let running: Process | null = null;
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (): Process => {
    const process: Process = { child: startChild(), ready: false };
    process.child.on('message', (message: WorkerMessage) => {
      if (process !== running) return;
      if (message.kind === 'ready') process.ready = true;
      else finish(message.reading, message.memory > memory);
    });
    const lost = (): void => {
      if (process !== running) return;
      running = null;
      // one that never came up says nothing about the file
      finish(refused(process.ready ? 'broken' : 'busy'));
    };
    process.child.on('exit', lost);
    process.child.on('error', lost);
    return process;
  };

  const end = (): Promise<void> => {
    const { child } = running ?? {};
    running = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.ref();
      child.once('exit', () => {
        resolve();
      });
      child.once('error', () => {
        resolve();
      });
      child.kill('SIGKILL');
    });
  };

  const finish = (reading: PictureReading, replace = false): void => {
    if (!current) return;
    clearTimeout(current.timer);
    const { job } = current;
    current = null;
    if (replace) void end();
    running?.child.unref();
    running?.child.channel?.unref();
    job.done(reading);
    next();
  };

  const next = (): void => {
    if (current) return;
    const job = queue.shift();
    if (!job) {
      idleTimer = setTimeout(() => void end(), idle).unref();
      return;
    }
    clearTimeout(idleTimer);
    try {
      running ??= start();
    } catch {
      // the machine has no room for another process now
      job.done(refused('busy'));
      next();
      return;
    }
    const { child } = running;
    current = {
      job,
      timer: setTimeout(() => {
        void end();
        finish(refused('too-slow'));
      }, time),
    };
    child.ref();
    child.channel?.ref();
    const request: ReadRequest = { bytes: job.bytes, pixels };
    // a channel that just broke is told by its process's end
    child.send(request, () => undefined);
  };

  return {
    read: (bytes) =>
      new Promise((done) => {
        if (bytes.byteLength > most) done(refused('too-large'));
        else if (closed || queue.length >= waiting) done(refused('busy'));
        else {
          queue.push({ bytes, done });
          next();
        }
      }),
    close: async () => {
      closed = true;
      clearTimeout(idleTimer);
      const left = queue.splice(0);
      const ended = end();
      finish(refused('busy'));
      clearTimeout(idleTimer);
      for (const { done } of left) done(refused('busy'));
      await ended;
    },
  };
}
