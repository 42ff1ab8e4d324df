/** More work is waiting than the queue holds: this piece is not begun. */
export class QueueFullError extends Error {
  readonly code = 'queue-full';
  constructor() {
    super('too many messages are waiting');
  }
}

export type KeyedQueue = {
  /** Runs the task after those of the same key, beside those of others. Rejects with a QueueFullError, or as the task does. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
};

/**
 * @param longest tasks of one key that may wait or run
 * @param widest tasks of all keys that may wait or run
 */
export function createKeyedQueue({ longest, widest }: { longest: number; widest: number }): KeyedQueue {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>();
  let size = 0;
  return {
    run(key, task) {
      const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
      if (size >= widest || line.length >= longest) return Promise.reject(new QueueFullError());
      size++;
      line.length++;
      lines.set(key, line);
      const leave = () => {
        size--;
        line.length--;
        if (line.length === 0) lines.delete(key);
      };
      const result = line.last.then(task);
      line.last = result.then(leave, leave);
      return result;
    },
  };
}
