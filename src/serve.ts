import { join } from 'node:path';
import type { Alerts } from './alerts/alerts.ts';
import type { Assistant } from './assistant/assistant.ts';
import type { Glance } from './channels/telegram/inline.ts';
import type { Answer, Channel, ChannelHealth, Taken } from './channels/channel.ts';
import { pause } from './channels/pause.ts';
import type { Commands } from './channels/telegram/menu.ts';
import type { ChannelConfiguration } from './ops/channel-variables.ts';
import { createElectedChannel } from './channels/elected.ts';
import { serveTogether } from './channels/together.ts';
import { startHttpServer } from './ops/http-server.ts';
import {
  measuredAnswer,
  measuredChannel,
  measuredDelivery,
  measuredLimits,
  metricsRoute,
  watchHealth,
} from './ops/measured.ts';
import { createMetrics, type Metrics } from './ops/metrics.ts';
import type { Pseudonym } from './privacy/pseudonym.ts';
import type { Translate } from './rendering/translator.ts';
import { createAlone } from './storage/alone.ts';
import type { Coordination } from './storage/coordination.ts';
import type { State } from './storage/state.ts';

export type ServeDependencies = {
  /** What must survive a restart. */
  readonly stateDirectory: string;
  readonly assistant: Assistant;
  readonly alerts: Alerts;
  readonly glance: Glance;
  readonly state: Pick<State, 'conversations' | 'processed'>;
  readonly pseudonym: Pseudonym;
  /** What the workers of one database agree on; null: this process runs alone. */
  readonly coordination: Coordination | null;
  /** With which Telegram proves itself when none is configured: the same in all workers and after each start. */
  readonly webhookSecret: string;
  readonly translate: Translate;
  readonly commands: Commands;
  /** Told what an operator should know; never a text or an id of a person. */
  readonly onTrouble: (code: string, error?: unknown) => void;
  /** Shows the operator what a login needs. */
  readonly show: (lines: string) => void;
  /** Why no channel can answer now, such as a database that is away; null otherwise. */
  readonly outage?: () => string | null;
  readonly metrics?: Metrics;
  /** Given the health of the channels once they begin. */
  readonly onServing?: (health: () => Readonly<Record<string, ChannelHealth>>) => void;
  /** Looks at what a channel is answered. */
  readonly watched?: (channel: string, answer: Answer) => Answer;
};

/**
 * Serves every channel that is configured until SIGTERM or SIGINT. One that fails for good leaves the others serving.
 *
 * @throws {ChannelError | PortError} when the last channel failed for good
 */
export async function serve(configuration: ChannelConfiguration, given: ServeDependencies): Promise<void> {
  const { metrics = createMetrics({ version: 'unknown', now: () => new Date() }) } = given;
  const dependencies = { ...given, metrics };
  const channels = await createChannels(configuration, dependencies);
  const serving = serveTogether(channels, (name, error) => {
    dependencies.onTrouble(`${name}-failed`, error);
  });
  watchHealth(metrics, () => serving.health());
  let isStopping = false;
  const server = await startHttpServer({
    host: configuration.host,
    port: configuration.port,
    health: () => healthOf(serving.health(), isStopping ? 'is stopping' : dependencies.outage?.()),
    routes: Object.fromEntries([
      ['/metrics', metricsRoute(metrics)],
      ...channels.flatMap(({ route }) => (route ? [[route.path, route.handle] as const] : [])),
    ]),
    onError: (error) => {
      dependencies.onTrouble('http-unexpected', error);
    },
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        isStopping = true;
        resolve(serving.stop());
      });
  });
  dependencies.onServing?.(() => serving.health());
  try {
    dependencies.alerts.start(channels);
    await Promise.race([serving.run(), stopped]);
  } finally {
    dependencies.alerts.stop();
    await serving.stop();
    await dependencies.alerts.ended();
    await server.close();
  }
}

/** A load balancer is told that this worker is to get nothing, whatever its channels say. */
function healthOf(
  channels: Readonly<Record<string, ChannelHealth>>,
  outage: string | null | undefined,
): Readonly<Record<string, ChannelHealth>> {
  return outage ? { ...channels, vigie: { up: false, reason: outage } } : channels;
}

type Measured = ServeDependencies & { readonly metrics: Metrics };

/** What a channel is given, counted and timed. */
function measured(
  name: string,
  { assistant, metrics, watched = (_, answer) => answer }: Measured,
): { answer: Answer; onTaken: Taken } {
  return {
    answer: watched(
      name,
      measuredAnswer(metrics, name, (message) => assistant.answer(message)),
    ),
    onTaken: measuredDelivery(metrics, name),
  };
}

async function createChannels(
  configuration: ChannelConfiguration,
  dependencies: Measured,
): Promise<Channel[]> {
  // the terminal starts without any of this, and each channel without the other
  const channels = [
    telegramChannel(configuration, dependencies),
    whatsappChannel(configuration, dependencies),
  ];
  return (await Promise.all(channels)).flatMap((channel) =>
    channel ? [measuredChannel(dependencies.metrics, channel)] : [],
  );
}

/** More than the 30 messages a second that Telegram takes need. */
const sendsAlone = 8;
/** Three workers send as much as that; each that is killed leaves one answer in doubt. */
const sendsOfWorker = 1;

async function telegramChannel(
  { telegram, messagesPerMinute }: ChannelConfiguration,
  dependencies: Measured,
): Promise<Channel | null> {
  const { glance, state, pseudonym, coordination, webhookSecret, translate, commands, onTrouble } =
    dependencies;
  if (!telegram) return null;
  const { createTelegramChannel } = await import('./channels/telegram/telegram.ts');
  const { webhook } = telegram;
  const common = measured('telegram', dependencies);
  const workers = webhook && coordination ? coordination : createAlone(() => performance.now());
  const rateLimits = measuredLimits(dependencies.metrics, workers.rateLimits);
  const make = () =>
    createTelegramChannel(
      {
        ...telegram,
        messagesPerMinute,
        sendsAtOnce: telegram.sendsAtOnce ?? (coordination ? sendsOfWorker : sendsAlone),
        webhook: webhook && { url: webhook.url, secret: webhook.secret ?? webhookSecret },
      },
      {
        ...common,
        coordination: { ...workers, rateLimits },
        glance,
        conversationOf: (chat) => pseudonym('telegram', chat),
        forget: (conversation) => state.conversations.forget(conversation),
        processed: state.processed,
        commands,
        translate,
        pause,
        now: () => new Date(),
        onTrouble,
      },
    );
  // two that poll would take each other's updates away
  return webhook ? make() : inOneWorker('telegram', make, dependencies);
}

/** The channel itself for a process that runs alone; of several workers, one runs it. */
function inOneWorker(
  name: string,
  make: () => Channel,
  { coordination, onTrouble }: Pick<ServeDependencies, 'coordination' | 'onTrouble'>,
): Channel {
  if (!coordination) return make();
  const { elections } = coordination;
  return createElectedChannel({ name, elections, make, writesFirst: true, onTrouble, pause });
}

async function whatsappChannel(
  { whatsapp, messagesPerMinute }: ChannelConfiguration,
  dependencies: Measured,
): Promise<Channel | null> {
  const { stateDirectory, state, pseudonym, translate, show, onTrouble } = dependencies;
  if (!whatsapp) return null;
  const { createWhatsappChannel } = await import('./channels/whatsapp/whatsapp.ts');
  const common = measured('whatsapp', dependencies);
  const { rateLimits } = createAlone(() => performance.now());
  const make = () =>
    createWhatsappChannel(
      { ...whatsapp, messagesPerMinute, directory: join(stateDirectory, 'whatsapp') },
      {
        ...common,
        rateLimits: measuredLimits(dependencies.metrics, rateLimits),
        conversationOf: (chat) => pseudonym('whatsapp', chat),
        processed: state.processed,
        translate,
        pause,
        now: () => new Date(),
        clock: () => performance.now(),
        random: () => Math.random(),
        show,
        onTrouble,
      },
    );
  return inOneWorker('whatsapp', make, dependencies);
}
