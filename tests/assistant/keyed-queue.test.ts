import { describe, expect, it } from 'vitest';
import { createKeyedQueue, QueueFullError } from '../../src/assistant/keyed-queue.ts';

/** A task that ends when it is told to. */
function held() {
  let release: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (release = resolve));
  return { task: () => done, release };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue', () => {
  it('runs the tasks of one key one at a time, in order', async () => {
    const queue = createKeyedQueue({ longest: 10, widest: 10 });
    const order: string[] = [];
    const first = held();
    const running = queue.run('a', async () => {
      order.push('first begins');
      await first.task();
      order.push('first ends');
    });
    const next = queue.run('a', () => Promise.resolve(order.push('second')));
    await settled();
    expect(order).toEqual(['first begins']);
    first.release();
    await Promise.all([running, next]);
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });

  it('runs those of other keys meanwhile', async () => {
    const queue = createKeyedQueue({ longest: 10, widest: 10 });
    const slow = held();
    const running = queue.run('a', slow.task);
    expect(await queue.run('b', () => Promise.resolve('done'))).toBe('done');
    slow.release();
    await running;
  });

  it('goes on after a task that fails, also one that throws at once', async () => {
    const queue = createKeyedQueue({ longest: 10, widest: 10 });
    const failing = queue.run('a', () => Promise.reject(new Error('later')));
    const throwing = queue.run('a', () => {
      throw new Error('at once');
    });
    const next = queue.run('a', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('later');
    await expect(throwing).rejects.toThrow('at once');
    expect(await next).toBe('done');
  });

  it('refuses more of one key than it holds, and takes more when there is room again', async () => {
    const queue = createKeyedQueue({ longest: 2, widest: 10 });
    const slow = held();
    const kept = [queue.run('a', slow.task), queue.run('a', slow.task)];
    await expect(queue.run('a', slow.task)).rejects.toThrow(QueueFullError);
    expect(await queue.run('b', () => Promise.resolve('others are served'))).toBe('others are served');
    slow.release();
    await Promise.all(kept);
    await settled();
    expect(await queue.run('a', () => Promise.resolve('again'))).toBe('again');
  });

  it('refuses more of all keys together than it holds', async () => {
    const queue = createKeyedQueue({ longest: 10, widest: 2 });
    const slow = held();
    const kept = [queue.run('a', slow.task), queue.run('b', slow.task)];
    await expect(queue.run('c', slow.task)).rejects.toThrow(QueueFullError);
    slow.release();
    await Promise.all(kept);
    await settled();
    expect(await queue.run('c', () => Promise.resolve('again'))).toBe('again');
  });
});
