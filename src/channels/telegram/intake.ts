import { BotError, GrammyError, type Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { Translate } from '../../rendering/translator.ts';
import type { Coordination } from '../../storage/coordination.ts';
import type { ProcessedMessages } from '../../storage/processed-messages.ts';
import type { Answer, ChannelError, Pause, Taken } from '../channel.ts';
import { createDelivery } from './delivery.ts';
import type { Doubt } from './doubt.ts';
import type { FetchFile } from './files.ts';
import { cacheSeconds, inlineCards, type Glance } from './inline.ts';
import { awaitsMore, belongs, failedItem, itemOf, weightOf, type Item } from './items.ts';
import { createLanes, type Deliver } from '../lanes.ts';
import { intentOfCommand, type Commands } from './menu.ts';
import { isAway } from '../../storage/storage-error.ts';
import { fatal } from './refusals.ts';
import { createResponder } from './responder.ts';

export type IntakeDependencies = {
  readonly answer: Answer;
  readonly glance: Glance;
  /** The pseudonym of a chat. */
  readonly conversationOf: (chat: string) => string;
  readonly forget: (conversation: string) => Promise<void>;
  readonly processed: ProcessedMessages;
  /** What the workers that take updates agree on. */
  readonly coordination: Pick<Coordination, 'turns' | 'rateLimits'>;
  readonly commands: Commands;
  readonly translate: Translate;
  readonly pause: Pause;
  readonly now: () => Date;
  readonly onTaken?: Taken;
  /** Told the code of what went wrong, and the error when it is a fault of ours; never a text or an id. */
  readonly onTrouble: (code: string, error?: unknown) => void;
};

export type IntakeOptions = {
  readonly bot: Bot;
  readonly fetchFile: FetchFile;
  readonly doubt: Doubt;
  readonly messagesPerMinute: number;
  /** Whether the next of a row of forwarded messages comes only when this one is answered, as by webhook. */
  readonly oneByOne: boolean;
  /** Told of what ends the channel. */
  readonly onFatal: (error: ChannelError) => void;
  /** Aborted when what is in hand is to be left for the next start. */
  readonly signal: AbortSignal;
};

export type Intake = {
  /** The one way of an update, however it came. Rejects when it is to come again. */
  take(update: Update): Promise<void>;
  /** Leaves nothing of a chat behind. */
  forget(chat: number): Promise<void>;
  /** Fulfilled when nothing is in hand any more. */
  settled(): Promise<void>;
};

const name = 'telegram';
/** Chats answered at the same time. */
const chatsAtOnce = 256;
/** How long the next of a row of forwarded messages is waited for, in milliseconds. */
const rowWindow = 700;
const inlinePerMinute = 120;

/** What happens to an update between its coming and its answer. */
export function createIntake(
  { bot, fetchFile, doubt, messagesPerMinute, oneByOne, onFatal, signal }: IntakeOptions,
  dependencies: IntakeDependencies,
): Intake {
  const { answer, processed, translate, pause, now, onTrouble } = dependencies;
  const inHand = new Set<Promise<void>>();
  const conversationOf = remembered((chat: number) => dependencies.conversationOf(String(chat)));
  const delivery = createDelivery({ api: bot.api, onGone: forgetChat, onTrouble });

  async function forgetChat(chat: number): Promise<void> {
    responder.drop(chat);
    await dependencies.forget(conversationOf(chat));
  }
  const responder = createResponder({
    api: bot.api,
    answer,
    delivery,
    fetchFile,
    conversationOf,
    forget: forgetChat,
    translate,
    botName: () => bot.botInfo.username,
    pause,
    signal,
  });
  const commandIntent = (command: string) => intentOfCommand(dependencies.commands, command);
  const { turns, rateLimits } = dependencies.coordination;
  const paceOf = rateLimits.limit(name, messagesPerMinute);
  const inlinePace = rateLimits.limit(`${name} inline`, inlinePerMinute);

  /** Answers what was not answered before, and notes it once delivered. A message that fails does so alone. */
  async function handle(group: readonly Item[]): Promise<Deliver> {
    const [{ chat } = { chat: 0 }] = group;
    // from the look whether it was answered until that is noted, no other worker answers this chat
    const leave = await orAgain(turns.take(conversationOf(chat)));
    try {
      const deliver = await answered(group);
      return async () => {
        await deliver().finally(leave);
      };
    } catch (error) {
      await leave();
      throw error;
    }
  }
  /** What nobody was answered on yet is never dropped for a fault of the state: Telegram keeps the update. */
  async function orAgain<T>(asked: Promise<T> | T): Promise<T> {
    try {
      return await asked;
    } catch (cause) {
      if (!isAway(cause)) onTrouble('telegram-state', cause); // of a database that is away the operator is told once
      throw new ComesAgainError('the update is to come again', { cause });
    }
  }
  async function answered(group: readonly Item[]): Promise<Deliver> {
    const known = await orAgain(Promise.all(group.map(({ update }) => processed.has(name, String(update)))));
    const fresh = group.filter((_, index) => known[index] !== true);
    let deliver: Deliver | undefined;
    try {
      deliver = fresh.length > 0 ? await responder.respond(fresh) : undefined;
    } catch (error) {
      giveUp(error);
      const [{ update, chat } = { update: 0, chat: 0 }] = fresh;
      deliver = await responder.respond([{ kind: 'failed', update, chat, thread: undefined }]);
    }
    return () =>
      doubt.run(async () => {
        await deliver?.().catch(giveUp);
        for (const { update } of fresh) await processed.remember(name, String(update), now());
      });
  }
  /** Throws on what is to come again: after the next start, or once the database is back. Anything else is told and left. */
  function giveUp(error: unknown): void {
    const end = fatal(error);
    if (end) onFatal(end);
    if (end || signal.aborted || isAway(error) || error instanceof ComesAgainError) throw error;
    onTrouble(error instanceof GrammyError ? `telegram-${error.error_code}` : 'telegram-unexpected', error);
  }
  const lanes = createLanes<Item>({
    onTaken: dependencies.onTaken,
    wide: chatsAtOnce,
    awaitsMore,
    belongs,
    window: oneByOne ? 0 : rowWindow,
    pause,
    handle,
  });

  /** What is too much is passed over at once, so that it waits before nobody's message. */
  async function submit(item: Item): Promise<void> {
    const weight = weightOf(item);
    const pace = weight === null ? 'answer' : await orAgain(paceOf(conversationOf(item.chat), weight));
    if (pace === 'answer') return lanes.submit(String(item.chat), item);
    if (item.kind === 'press') await bot.api.answerCallbackQuery(item.query.id).catch(() => undefined);
    if (pace === 'pass-over') return;
    const thread =
      item.kind === 'message' && item.message.is_topic_message ? item.message.message_thread_id : undefined;
    await lanes.submit(String(item.chat), { kind: 'too-fast', update: item.update, chat: item.chat, thread });
  }

  /** What an update asks for; one that we cannot read is told so once, and does not come again. */
  function readItem(update: Update, me: UserFromGetMe): Item | null {
    try {
      return itemOf(update, me, commandIntent);
    } catch (error) {
      onTrouble('telegram-unexpected', error);
      return failedItem(update);
    }
  }

  bot.use(async (context) => {
    const { update, me, inlineQuery: query } = context;
    if (query) {
      if ((await inlinePace(conversationOf(query.from.id))) !== 'answer') return;
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
    const item = readItem(update, me);
    if (item) await submit(item);
  });

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

  return {
    take,
    forget: forgetChat,
    async settled() {
      await Promise.allSettled(inHand);
    },
  };
}

/** The update is refused, so that Telegram brings it again. */
class ComesAgainError extends Error {}

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
