import { describe, expect, it, onTestFinished } from 'vitest';
import { Person } from '../support/telegram-people.ts';
import { TelegramCluster } from '../support/telegram-cluster.ts';

type Health = { readonly code: number; readonly channels: Readonly<Record<string, string>> };

async function healthOf(port: number): Promise<Health> {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`);
  const { channels } = (await response.json()) as Omit<Health, 'code'>;
  return { code: response.status, channels };
}
/** Asks as a load balancer does, until the answer is this one. */
async function until(port: number, code: number): Promise<Health> {
  for (;;) {
    const health = await healthOf(port);
    if (health.code === code) return health;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a worker', () => {
  it('without its database says so to the load balancer, and by itself that it is back', async () => {
    const cluster = await TelegramCluster.start(1);
    onTestFinished(() => cluster.stop());
    const [worker] = cluster.workers;
    const { port } = worker ?? { port: 0 };
    expect(await healthOf(port)).toMatchObject({ code: 200, channels: { telegram: 'up' } });
    await cluster.postgres.pause();
    expect((await until(port, 503)).channels).toMatchObject({ vigie: 'cannot reach the database' });
    await cluster.postgres.resume();
    expect((await until(port, 200)).channels).toEqual({ telegram: 'up' });
  }, 60_000);

  it('that is stopping says so while it finishes what it has', async () => {
    const cluster = await TelegramCluster.start(1);
    onTestFinished(() => cluster.stop());
    const { api, workers } = cluster;
    const [worker] = workers;
    if (!worker) throw new Error('no worker');
    const parameters = { retry_after: 2 };
    api.fail('sendMessage', 429, 'Too Many Requests: retry after 2', { parameters });
    new Person(api, 7).say('bonjour');
    await api.until(() => api.calls.some(({ method }) => method === 'sendMessage'), 'the answer on its way');
    worker.running.process.kill('SIGTERM');
    expect((await until(worker.port, 503)).channels).toMatchObject({ vigie: 'is stopping' });
    expect(await worker.running.ended).toBe(0);
    expect(api.shown.size).toBe(1);
  }, 60_000);
});
