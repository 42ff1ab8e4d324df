import { statfs } from 'node:fs/promises';
import type { IncomingMessage as Request, ServerResponse } from 'node:http';
import type { MessageContent } from '../assistant/answering.ts';
import type { Answer, Channel, ChannelHealth, Taken } from '../channels/channel.ts';
import type { PictureReader } from '../pictures/reading.ts';
import type { RateLimits } from '../storage/coordination.ts';
import type { Subscriptions } from '../storage/subscriptions.ts';
import type { Metrics } from './metrics.ts';

const perSecond = 1000;

/** Counts and times what the assistant is given by one channel. */
export function measuredAnswer(metrics: Metrics, channel: string, answer: Answer): Answer {
  const { messages, answers, intents, verdicts } = metrics;
  for (const outcome of ['answered', 'not-understood', 'shed', 'failed'] as const)
    answers.inc({ channel, outcome }, 0); // the first of its kind is seen as a rise only after a zero
  intents.inc({ intent: 'off_topic' }, 0);
  const timers = new Map(
    kinds.map((kind) => {
      messages.inc({ channel, kind }, 0);
      return [kind, metrics.answerSeconds.labels(kind)];
    }),
  );
  return async (message) => {
    const kind = kindOf(message.content);
    messages.inc({ channel, kind });
    const begin = performance.now();
    const answered = await answer(message);
    timers.get(kind)?.observe((performance.now() - begin) / perSecond);
    const { outcome, trace } = answered;
    answers.inc({ channel, outcome });
    if (outcome === 'answered') intents.inc({ intent: trace.intent });
    if (trace.verdict) verdicts.inc({ verdict: trace.verdict });
    return answered;
  };
}

const kinds = ['text', 'forwarded', 'picture', 'button', 'unsupported'] as const;
function kindOf(content: MessageContent): (typeof kinds)[number] {
  switch (content.kind) {
    case 'text':
      return content.forwarded ? 'forwarded' : 'text';
    case 'read':
      return 'picture';
    case 'picture':
    case 'button':
    case 'unsupported':
      return content.kind;
  }
}

/** Times messages of a channel from being taken to being answered, and knows which wait. */
export function measuredDelivery(metrics: Metrics, channel: string): Taken {
  const { deliverySeconds, inHand, oldestInHand, undelivered } = metrics;
  const timer = deliverySeconds.labels(channel);
  const waiting = new Set<{ readonly since: number }>(); // in the order of their coming
  undelivered.inc({ channel }, 0);
  metrics.beforeEach(() => {
    const [oldest] = waiting;
    inHand.set({ channel }, waiting.size);
    oldestInHand.set({ channel }, oldest ? (performance.now() - oldest.since) / perSecond : 0);
  });
  return () => {
    const one = { since: performance.now() };
    waiting.add(one);
    return (delivered) => {
      waiting.delete(one);
      if (delivered) timer.observe((performance.now() - one.since) / perSecond);
      else undelivered.inc({ channel });
    };
  };
}

/** Counts what chats are kept from. */
export function measuredLimits(metrics: Metrics, limits: RateLimits): RateLimits {
  return {
    limit(name, perMinute) {
      const paceOf = limits.limit(name, perMinute);
      const counted = (pace: Awaited<ReturnType<typeof paceOf>>) => {
        if (pace !== 'answer') metrics.tooFast.inc({ channel: name, pace });
        return pace;
      };
      return (id, weight) => {
        const pace = paceOf(id, weight);
        return typeof pace === 'string' ? counted(pace) : pace.then(counted);
      };
    },
  };
}

/** Counts and times what is read of pictures. */
export function measuredPictures(metrics: Metrics, reader: PictureReader): PictureReader {
  return {
    close: () => reader.close(),
    async read(bytes) {
      const begin = performance.now();
      const reading = await reader.read(bytes);
      metrics.pictureSeconds.observe((performance.now() - begin) / perSecond);
      metrics.pictures.inc({ result: reading.kind === 'refused' ? reading.reason : reading.kind });
      return reading;
    },
  };
}

/** Counts what a channel writes first, and looks at how it and its browser are. */
export function measuredChannel(metrics: Metrics, channel: Channel): Channel {
  const { name, browser, send } = channel;
  const figures = browser?.bind(channel);
  if (figures) {
    let counted = 0;
    metrics.beforeEach(() => {
      const { restarts, memoryBytes } = figures();
      metrics.browserRestarts.inc({ channel: name }, Math.max(0, restarts - counted));
      counted = restarts;
      metrics.browserMemory.set({ channel: name }, memoryBytes);
    });
  }
  if (!send) return channel;
  for (const outcome of ['sent', 'gone', 'failed'] as const)
    metrics.alerts.inc({ channel: name, outcome }, 0);
  return {
    ...channel,
    async send(address, reply) {
      const outcome = await send(address, reply);
      metrics.alerts.inc({ channel: name, outcome });
      return outcome;
    },
  };
}

/** Looks at which channels are up, by their names. */
export function watchHealth(metrics: Metrics, health: () => Readonly<Record<string, ChannelHealth>>): void {
  metrics.beforeEach(() => {
    for (const [channel, { up }] of Object.entries(health())) metrics.channelUp.set({ channel }, up ? 1 : 0);
  });
}

/**
 * Looks at the line of alerts.
 *
 * @param isOpen whether alerts are sent at this hour
 */
export function watchAlerts(
  metrics: Metrics,
  subscriptions: Subscriptions,
  channels: readonly string[],
  isOpen: () => boolean,
): void {
  metrics.beforeEach(async () => {
    metrics.alertsOpen.set(isOpen() ? 1 : 0);
    for (const channel of channels) {
      const due = await subscriptions.nextTime(channel);
      const overdue = due ? (metrics.now().getTime() - due.getTime()) / perSecond : 0;
      metrics.alertsOverdue.set({ channel }, Math.max(0, overdue));
    }
  });
}

/** Notes that the state cannot be reached, or can again. */
export function noteFailing(metrics: Metrics, failing: boolean): void {
  metrics.storeFailing.set(failing ? 1 : 0);
  if (failing) metrics.storeErrors.inc();
}

/** Looks at the room left where the state is. */
export function watchDisk(metrics: Metrics, directory: string): void {
  metrics.beforeEach(async () => {
    const { bavail, blocks, bsize } = await statfs(directory);
    metrics.diskFree.set(bavail * bsize);
    metrics.diskSize.set(blocks * bsize);
  });
}

/** Notes how old the facts in use are; what is no day counts as the first one of its month or year. */
export function noteFacts(metrics: Metrics, dates: readonly string[]): void {
  for (const result of ['taken-up', 'refused']) metrics.reloads.inc({ result }, 0);
  const [newest] = dates.toSorted().reverse();
  if (newest !== undefined) metrics.factsNewest.set(Date.parse(newest) / perSecond);
}

/** Gives the page to Prometheus. */
export function metricsRoute(
  metrics: Metrics,
): (request: Request, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET', connection: 'close' }).end();
      return;
    }
    const { type, text } = await metrics.page();
    response.writeHead(200, { 'content-type': type });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
}
