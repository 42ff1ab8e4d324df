import { Bot, GrammyError } from 'grammy';
import { ChannelError, type Channel, type ChannelHealth, type Route } from '../channel.ts';
import { createDoubt } from './doubt.ts';
import { createIntake, type IntakeDependencies } from './intake.ts';
import { allowedUpdates } from './items.ts';
import { createFileFetcher } from './files.ts';
import { setUpMenu } from './menu.ts';
import { createPace } from './pace.ts';
import { fewAtOnce, patience } from './patience.ts';
import { poll } from './polling.ts';
import { fatal } from './refusals.ts';
import { createWebhook } from './webhook.ts';
import { writeFirst } from './writing-first.ts';

export type TelegramSettings = {
  readonly token: string;
  readonly apiRoot: string;
  /** Instead of long polling: where Telegram delivers, and what it proves itself with. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Messages of a chat that are answered a minute; 0: all. */
  readonly messagesPerMinute: number;
  /** Answers that may be on their way at the same time: as many may come twice when the process is killed. */
  readonly sendsAtOnce: number;
};
/** Requests on their way at the same time, those beside answers included. */
const requestsAtOnce = 8;
/** What is in hand when the channel stops gets so long, in milliseconds. */
const graceTime = 9_000;
const requestSeconds = 60;
/** Updates that Telegram delivers to a webhook at the same time: its most, since one of a chat waits for the other anyway. */
const mostDeliveries = 100;
/** The assistant on Telegram, by long polling or by webhook. */
export function createTelegramChannel(settings: TelegramSettings, dependencies: IntakeDependencies): Channel {
  const { translate, pause, onTrouble } = dependencies;
  const stopping = new AbortController();
  const aborted = new AbortController();
  const { promise: ended, resolve: end, reject: failWith } = Promise.withResolvers<undefined>();
  ended.catch(() => undefined); // whoever is interested awaits it
  let health: ChannelHealth = { up: false, reason: 'is starting' };
  let polling: Promise<void> = Promise.resolve();
  let isReady = false;

  const bot = new Bot(settings.token, {
    client: { apiRoot: settings.apiRoot, timeoutSeconds: requestSeconds },
  });
  const doubt = createDoubt(settings.sendsAtOnce);
  const pace = createPace(pause, () => performance.now());
  bot.api.config.use(
    pace.transformer,
    fewAtOnce(Math.max(requestsAtOnce, settings.sendsAtOnce)), // the first ones are the innermost
    patience({
      pause,
      waiting: (wait) => doubt.waiting(wait),
      signal: aborted.signal,
      onReached: (reached) => {
        if (aborted.signal.aborted) return;
        health = reached ? { up: true } : { up: false, reason: 'cannot reach Telegram' };
      },
    }),
  );
  function fail(error: ChannelError): void {
    health = { up: false, reason: error.message };
    stopping.abort();
    aborted.abort();
    failWith(error);
  }

  const intake = createIntake(
    {
      bot,
      doubt,
      fetchFile: createFileFetcher(bot.api, settings, aborted.signal),
      messagesPerMinute: settings.messagesPerMinute,
      oneByOne: settings.webhook !== null,
      onFatal: fail,
      signal: aborted.signal,
    },
    dependencies,
  );

  const send = writeFirst({
    api: bot.api,
    pace,
    forget: (chat) => intake.forget(chat),
    onTrouble,
    signal: aborted.signal,
  });

  async function begin(): Promise<void> {
    await bot.init(stopping.signal as Parameters<typeof bot.init>[0]);
    isReady = true;
    if (settings.webhook) {
      const { url, secret } = settings.webhook;
      await bot.api
        .setWebhook(url, {
          secret_token: secret,
          allowed_updates: allowedUpdates,
          max_connections: mostDeliveries,
        })
        .catch((error: unknown) => {
          throw webhookRefused(error) ?? error;
        });
    } else {
      await bot.api.deleteWebhook();
      polling = poll(
        {
          fetchUpdates: (query, signal) =>
            bot.api.getUpdates(
              { ...query, allowed_updates: allowedUpdates },
              signal as Parameters<typeof bot.api.getUpdates>[1],
            ),
          handle: (update) => intake.take(update),
          pause,
          abandoned: aborted.signal,
        },
        stopping.signal,
      ).catch((error: unknown) => {
        const end = fatal(error);
        if (end) fail(end);
        else throw error;
      });
      polling.catch(failWith);
    }
    // people can write already; a menu that cannot be set keeps nobody from it
    setUpMenu(bot.api, dependencies.commands, translate).catch((error: unknown) => {
      if (!aborted.signal.aborted) onTrouble('telegram-menu', error);
    });
  }

  const route: Route | null = settings.webhook && {
    path: new URL(settings.webhook.url).pathname,
    handle: createWebhook({
      secret: settings.webhook.secret,
      handle: (update) =>
        isReady && !stopping.signal.aborted
          ? intake.take(update)
          : Promise.reject(new Error('takes nothing now')),
    }),
  };
  return {
    name: 'telegram',
    ended,
    ...(route ? { route } : {}),
    health: () => health,
    send,
    async start() {
      try {
        await begin();
        health = { up: true };
      } catch (error) {
        if (stopping.signal.aborted) return;
        const end = fatal(error);
        if (end) fail(end);
        throw end ?? error;
      }
    },
    async stop({ atOnce } = { atOnce: false }) {
      stopping.abort();
      if (atOnce) aborted.abort();
      const over = new AbortController();
      const late = pause(graceTime, over.signal).then(() => {
        aborted.abort();
      });
      await Promise.race([Promise.allSettled([polling, intake.settled()]), late.catch(() => undefined)]);
      over.abort();
      aborted.abort();
      health = { up: false, reason: 'is stopped' };
      end(undefined);
    },
  };
}

function webhookRefused(error: unknown): ChannelError | null {
  if (!(error instanceof GrammyError) || error.error_code !== 400) return null;
  return new ChannelError(
    `Telegram refuses TELEGRAM_WEBHOOK_URL (${error.description}): give a public https address on port 443, 80, 88 or 8443, or remove the variable for long polling.`,
    'telegram-webhook-refused',
  );
}
