import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Vigie tells Prometheus. No label names a person, a chat, an insurer or a word: docs/operations/metrics.md. */
export type Metrics = ReturnType<typeof createMetrics>;

export type MetricsOptions = {
  /** Of Vigie. */
  readonly version: string;
  readonly now: () => Date;
};

/** Codes come from our own code and from the numbers of refusals: more than these would be a fault. */
const mostCodes = 100;
const answerBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 2.5, 10, 30];
const deliveryBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const pictureBuckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32];

/** The figures of one process, in a registry of their own. */
export function createMetrics({ version, now }: MetricsOptions) {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly Label[] = [],
  ) => new Histogram({ name, help, buckets, labelNames, registers });

  collectDefaultMetrics({ register: registry });
  gauge('vigie_build_info', 'Always 1: which Vigie and which Node run.', ['version', 'node']).set(
    { version, node: process.versions.node },
    1,
  );
  const codes = new Set<string>();
  const troubles = counter('vigie_troubles_total', 'What an operator was told of, by its code.', ['code']);
  /** Work done before each page is made, so that its figures are of now. */
  const looks: (() => void | Promise<void>)[] = [];

  return {
    messages: counter('vigie_messages_total', 'Messages handed to the assistant.', ['channel', 'kind']),
    answers: counter('vigie_answers_total', 'Answers of the assistant, by what became of the message.', [
      'channel',
      'outcome',
    ]),
    intents: counter('vigie_intents_total', 'Answers by what was asked.', ['intent']),
    verdicts: counter('vigie_verdicts_total', 'Suspicious messages judged, by verdict.', ['verdict']),
    answerSeconds: histogram(
      'vigie_answer_seconds',
      'Time from handing a message to the assistant to its answer, waiting for its turn included.',
      answerBuckets,
      ['kind'],
    ),
    deliverySeconds: histogram(
      'vigie_delivery_seconds',
      'Time from taking a message to its answer delivered.',
      deliveryBuckets,
      ['channel'],
    ),
    inHand: gauge('vigie_messages_in_hand', 'Messages taken whose answer is not delivered yet.', ['channel']),
    oldestInHand: gauge(
      'vigie_oldest_in_hand_seconds',
      'How long the oldest message in hand waits for its answer; 0 without any.',
      ['channel'],
    ),
    undelivered: counter(
      'vigie_undelivered_total',
      'Messages taken whose answer was not delivered; the channel brings them again.',
      ['channel'],
    ),
    tooFast: counter('vigie_too_fast_total', 'Messages of chats that wrote too fast, by what was done.', [
      'channel',
      'pace',
    ]),
    pictures: counter('vigie_pictures_total', 'Pictures and documents, by what they were.', ['result']),
    pictureSeconds: histogram(
      'vigie_picture_seconds',
      'Time to read one picture or document.',
      pictureBuckets,
    ),
    factsNewest: gauge(
      'vigie_facts_newest_source_timestamp_seconds',
      'Date of the newest source of the facts in use.',
    ),
    reloads: counter('vigie_facts_reloads_total', 'Changed facts taken up or refused.', ['result']),
    alerts: counter('vigie_alerts_total', 'Alerts given to a channel, by what became of them.', [
      'channel',
      'outcome',
    ]),
    alertsOverdue: gauge(
      'vigie_alerts_overdue_seconds',
      'How long the first alert in the line has been due; 0 without any.',
      ['channel'],
    ),
    alertsOpen: gauge('vigie_alerts_open', '1 in the hours in which alerts are sent (ALERT_HOURS), else 0.'),
    channelUp: gauge('vigie_channel_up', '1 when the channel is up, else 0.', ['channel']),
    browserRestarts: counter(
      'vigie_browser_restarts_total',
      'How often the browser was started again since the process began.',
      ['channel'],
    ),
    browserMemory: gauge('vigie_browser_memory_bytes', 'Memory of all processes of the browser.', [
      'channel',
    ]),
    storeErrors: counter('vigie_store_errors_total', 'Errors of the state: disk or database.'),
    storeFailing: gauge('vigie_store_failing', '1 while the state cannot be written or read, else 0.'),
    diskFree: gauge('vigie_state_disk_free_bytes', 'Free space where STATE_DIR is.'),
    diskSize: gauge('vigie_state_disk_size_bytes', 'Size of the disk where STATE_DIR is.'),

    now,
    /** Counts what an operator was told of. */
    trouble(code: string): void {
      const known = codes.has(code) || codes.size < mostCodes;
      if (known) codes.add(code);
      troubles.inc({ code: known ? code : 'other' });
    },
    /** Has something looked at each time before the page is made; what fails leaves its figures as they were. */
    beforeEach(look: () => void | Promise<void>): void {
      looks.push(look);
    },
    /** The page that Prometheus reads. */
    async page(): Promise<{ readonly type: string; readonly text: string }> {
      await Promise.allSettled(looks.map(async (look) => look()));
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
