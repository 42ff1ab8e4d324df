// The process in which files of strangers are opened: a file that kills it kills nothing else.
import type { ReadRequest, WorkerMessage } from './messages.ts';
import { createOpener } from './open.ts';

const tell = (message: WorkerMessage): void => {
  process.send?.(message);
};

process.on('disconnect', () => process.exit());
// A library that throws outside of its promise leaves the process in doubt; the reader starts another.
process.on('uncaughtException', () => process.exit(1));
process.on('unhandledRejection', () => process.exit(1));

const opener = createOpener();
process.on('message', ({ bytes, pixels }: ReadRequest) => {
  opener.open(bytes, pixels).then(
    (reading) => {
      tell({ kind: 'read', reading, memory: process.memoryUsage.rss() });
    },
    () => process.exit(1),
  );
});
tell({ kind: 'ready' });
