import { Bot, BotError, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Translate } from '../../rendering/translator.ts';
import type { ProcessedMessages } from '../../storage/processed-messages.ts';
import type { Answer, Channel, ChannelError, ChannelHealth, Pause, Route } from '../channel.ts';
import { createDelivery } from './delivery.ts';
import { cacheSeconds, inlineCards, type Glance } from './inline.ts';
import { allowedUpdates, awaitsMore, belongs, itemOf, weightOf, type Item } from './items.ts';
import { createLanes, type Deliver } from './lanes.ts';
import { intentOfCommand, setUpMenu, type Commands } from './menu.ts';
import { fewAtOnce, patience } from './patience.ts';
import { poll } from './polling.ts';
import { createRateLimit } from './rate-limit.ts';
import { fatal } from './refusals.ts';
import { createResponder } from './responder.ts';
import { createWebhook } from './webhook.ts';

export type TelegramSettings = {
  readonly token: string;
  readonly apiRoot: string;
  /** Instead of long polling: where Telegram delivers, and what it proves itself with. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Messages of a chat that are answered a minute; 0: all. */
  readonly messagesPerMinute: number;
};
export type TelegramDependencies = {
  readonly answer: Answer;
  readonly glance: Glance;
  /** The pseudonym of a chat. */
  readonly conversationOf: (chat: string) => string;
  readonly forget: (conversation: string) => Promise<void>;
  readonly processed: ProcessedMessages;
  readonly commands: Commands;
  readonly translate: Translate;
  readonly pause: Pause;
  readonly now: () => Date;
  /** Told the code of what went wrong, and the error when it is a fault of ours; never a text or an id. */
  readonly onTrouble: (code: string, error?: unknown) => void;
};

const name = 'telegram';
/** Chats answered at the same time. */
const chatsAtOnce = 256;
/** Requests on their way at the same time: more than Telegram's 30 messages a second need. */
const requestsAtOnce = 8;
/** How long the next of a row of forwarded messages is waited for; Telegram's webhook waits for us instead. */
const rowWindow = 700;
/** What is in hand when the channel stops gets so long, in milliseconds. */
const graceTime = 9_000;
const requestSeconds = 60;
const inlinePerMinute = 120;

/** The assistant on Telegram, by long polling or by webhook. */
export function createTelegramChannel(
  settings: TelegramSettings,
  dependencies: TelegramDependencies,
): Channel {
  const { answer, processed, translate, pause, now, onTrouble } = dependencies;
  const stopping = new AbortController();
  const aborted = new AbortController();
  const inHand = new Set<Promise<void>>();
  const { promise: ended, resolve: end, reject: failWith } = Promise.withResolvers<undefined>();
  ended.catch(() => undefined); // whoever is interested awaits it
  let health: ChannelHealth = { up: false, reason: 'is starting' };
  let polling: Promise<void> = Promise.resolve();
  let isReady = false;

  const bot = new Bot(settings.token, {
    client: { apiRoot: settings.apiRoot, timeoutSeconds: requestSeconds },
  });
  bot.api.config.use(
    fewAtOnce(requestsAtOnce), // the innermost: the first one
    patience({
      pause,
      signal: aborted.signal,
      onReached: (reached) => {
        if (reached) health = { up: true };
        else if (!aborted.signal.aborted) health = { up: false, reason: 'cannot reach Telegram' };
      },
    }),
  );
  const conversationOf = remembered((chat: number) => dependencies.conversationOf(String(chat)));
  const milliseconds = () => now().getTime();
  const delivery = createDelivery({ api: bot.api, onGone: forgetChat, onTrouble });

  async function forgetChat(chat: number): Promise<void> {
    responder.drop(chat);
    await dependencies.forget(conversationOf(chat));
  }
  function fail(error: ChannelError): void {
    health = { up: false, reason: error.message };
    stopping.abort();
    aborted.abort();
    failWith(error);
  }

  const responder = createResponder({
    api: bot.api,
    answer,
    delivery,
    conversationOf,
    forget: forgetChat,
    translate,
    botName: () => bot.botInfo.username,
    pause,
    now: milliseconds,
  });
  const commandIntent = (command: string) => intentOfCommand(dependencies.commands, command);
  const paceOf = createRateLimit(settings.messagesPerMinute, milliseconds);
  const inlinePace = createRateLimit(inlinePerMinute, milliseconds);

  /** Answers what was not answered before, and notes it once delivered. A message that fails does so alone. */
  async function handle(group: readonly Item[]): Promise<Deliver> {
    const known = await Promise.all(group.map(({ update }) => processed.has(name, String(update))));
    const fresh = group.filter((_, index) => known[index] !== true);
    let deliver: Deliver | undefined;
    try {
      deliver = fresh.length > 0 ? await responder.respond(fresh) : undefined;
    } catch (error) {
      giveUp(error);
    }
    return async () => {
      await deliver?.().catch(giveUp);
      for (const { update } of fresh) await processed.remember(name, String(update), now());
    };
  }
  /** Throws on what is to be tried again after the next start; anything else is told and left. */
  function giveUp(error: unknown): void {
    const end = fatal(error);
    if (end) fail(end);
    if (end || aborted.signal.aborted) throw error;
    onTrouble(error instanceof GrammyError ? `telegram-${error.error_code}` : 'telegram-unexpected', error);
  }
  const lanes = createLanes<Item>({
    wide: chatsAtOnce,
    awaitsMore,
    belongs,
    window: settings.webhook ? 0 : rowWindow,
    pause,
    handle,
  });

  /** What is too much is passed over at once, so that it waits before nobody's message. */
  async function submit(item: Item): Promise<void> {
    const weight = weightOf(item);
    const pace = weight === null ? 'answer' : paceOf(String(item.chat), weight);
    if (pace === 'answer') return lanes.submit(String(item.chat), item);
    if (item.kind === 'press') await bot.api.answerCallbackQuery(item.query.id).catch(() => undefined);
    if (pace === 'pass-over') return;
    const thread =
      item.kind === 'message' && item.message.is_topic_message ? item.message.message_thread_id : undefined;
    await lanes.submit(String(item.chat), { kind: 'too-fast', update: item.update, chat: item.chat, thread });
  }

  bot.use(async (context) => {
    const { update, me, inlineQuery: query } = context;
    if (query) {
      if (inlinePace(String(query.from.id)) !== 'answer') return;
      const cards = inlineCards(query.query, {
        glance: dependencies.glance,
        translate,
        botName: me.username,
      });
      await context
        .answerInlineQuery(cards, { cache_time: cacheSeconds, is_personal: false })
        .catch(() => undefined);
      return;
    }
    const item = itemOf(update, me, commandIntent);
    if (item) await submit(item);
  });

  /** The one way of an update, however it came. Rejects when it is to come again. */
  function take(update: Update): Promise<void> {
    const handling = bot
      .handleUpdate(update)
      .catch((error: unknown) => {
        giveUp(error instanceof BotError ? error.error : error);
      })
      .finally(() => inHand.delete(handling));
    inHand.add(handling);
    return handling;
  }

  async function begin(): Promise<void> {
    await bot.init(stopping.signal as Parameters<typeof bot.init>[0]);
    isReady = true;
    if (settings.webhook) {
      const { url, secret } = settings.webhook;
      await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates });
    } else {
      await bot.api.deleteWebhook();
      polling = poll(
        {
          fetchUpdates: (query, signal) =>
            bot.api.getUpdates(
              { ...query, allowed_updates: allowedUpdates },
              signal as Parameters<typeof bot.api.getUpdates>[1],
            ),
          handle: take,
          pause,
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
        isReady && !stopping.signal.aborted ? take(update) : Promise.reject(new Error('takes nothing now')),
    }),
  };
  return {
    name,
    ended,
    ...(route ? { route } : {}),
    health: () => health,
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
    async stop() {
      stopping.abort();
      const over = new AbortController();
      const late = pause(graceTime, over.signal).then(() => {
        aborted.abort();
      });
      await Promise.race([Promise.allSettled([polling, ...inHand]), late.catch(() => undefined)]);
      over.abort();
      aborted.abort();
      health = { up: false, reason: 'is stopped' };
      end(undefined);
    },
  };
}

const mostRemembered = 10_000;
/** A pseudonym costs a keyed hash: those of the chats seen last are kept in memory. */
function remembered(make: (chat: number) => string): (chat: number) => string {
  const known = new Map<number, string>();
  return (chat) => {
    const value = known.get(chat) ?? make(chat);
    if (known.size >= mostRemembered) known.clear();
    known.set(chat, value);
    return value;
  };
}
