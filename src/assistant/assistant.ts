import type { Brain } from '../core/brain.ts';
import { newConversation, type Conversation } from '../core/conversation.ts';
import { mapReply, phrase, say, type Block, type Phrase, type Reply } from '../core/reply.ts';
import type { Feedback, Trace } from '../core/turn.ts';
import type { PictureReader } from '../pictures/reading.ts';
import type { Translate } from '../rendering/translator.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import { isAway } from '../storage/storage-error.ts';
import type { Address, Subscriptions } from '../storage/subscriptions.ts';
import { answerContent, type Answered, type MessageContent } from './answering.ts';
import { createFollowing } from './following.ts';
import { createKeyedQueue, QueueFullError } from './keyed-queue.ts';
import { speechIn } from './languages.ts';
import { readPictures } from './picture-reading.ts';
import { createSpoken } from './spoken.ts';
import { sightingsOf, type CampaignMemory } from './sightings.ts';

export type { Answered } from './answering.ts';

export type IncomingMessage = {
  /** Never a channel's own id of the chat: its pseudonym. */
  readonly conversation: string;
  readonly content: MessageContent;
  /** Where the chat can be written to first; left out when it cannot. Kept, encrypted, while it follows something. */
  readonly address?: Address;
};

export type Assistant = {
  /**
   * Answers one message. Messages of one conversation are answered one at a time, in the order of the calls, others
   * meanwhile; what is to be remembered is kept before the promise is fulfilled. Rejects only while
   * the state that workers share is away: the message is to be handed over again.
   */
  answer(message: IncomingMessage): Promise<Answered>;
  /** Takes up new knowledge; conversations go on. */
  use(brain: Brain): void;
};

export type AssistantOptions = {
  readonly store: ConversationStore;
  /** What chats follow; left out where nobody can be written to first. */
  readonly subscriptions?: Subscriptions;
  /** Counts judged messages without their text; left out, nothing is counted. */
  readonly campaigns?: CampaignMemory;
  /** Reads pictures and documents; left out, they are answered with a kind word. */
  readonly pictures?: PictureReader;
  readonly now: () => Date;
  /** Is told of an unexpected error, without any text of the person. */
  readonly onError: (error: unknown) => void;
  /** Is told what a person says of a verdict, without the message. */
  readonly onFeedback?: (feedback: Feedback) => void;
};

/** Messages of one conversation that may wait: more than a person types, fewer than would hold up others. */
const longestLine = 20;
/** Messages of all conversations that may wait. */
const widestQueue = 10_000;

/** The shell around the core: takes turns, remembers, redacts, responds, translates. */
export function createAssistant(
  initial: Brain,
  translate: Translate,
  { store, subscriptions, campaigns, pictures, now, onError, onFeedback }: AssistantOptions,
): Assistant {
  let brain = initial;
  const following = createFollowing(subscriptions, now);
  const spoken = createSpoken();
  const queue = createKeyedQueue({ longest: longestLine, widest: widestQueue });

  function answerFrom(before: Conversation | null, content: MessageContent, alerts: Conversation['alerts']) {
    if (before) {
      try {
        return answerContent(content, { ...before, alerts }, brain, translate);
      } catch (error) {
        onError(error); // what is remembered may be at fault: it must not cost this chat every answer to come
      }
    }
    return answerContent(content, { ...newConversation, alerts }, brain, translate);
  }

  async function answerInTurn({
    conversation: id,
    content: sent,
    address,
  }: IncomingMessage): Promise<Answered> {
    const content = sent.kind === 'picture' ? await readPictures(sent, pictures) : sent;
    const followed = await following.of(id, address);
    const { knowledge } = brain;
    const turn = answerFrom(await store.get(id), content, followed && [...followed]);
    const { answered, conversation } = turn;
    // whoever is told "forgotten" must be: a store that cannot promise it makes this an apology
    if (conversation === newConversation) await store.forget(id);
    else {
      const { alerts } = conversation;
      await following.keep(id, address, { before: followed, after: alerts }, knowledge);
      await store.set(id, alerts ? { ...conversation, alerts: null } : conversation, now());
    }
    spoken.note(id, conversation.language);
    if (answered.trace.feedback) onFeedback?.(answered.trace.feedback);
    const { judged } = turn;
    const { intent } = answered.trace;
    const seen = await sightingsOf(campaigns, id, { judged, verdict: conversation.verdict, intent }, now());
    return seen.length === 0
      ? answered
      : { ...answered, reply: withBlocks(answered.reply, seen, turn.translate) };
  }

  return {
    use(next) {
      brain = next;
    },
    async answer(message) {
      try {
        return await queue.run(message.conversation, () => answerInTurn(message));
      } catch (error) {
        if (isAway(error)) throw error; // no apology: the message comes again, and is answered then
        const full = error instanceof QueueFullError;
        if (!full) onError(error);
        const { translate: say } = speechIn(spoken.of(message, brain), { brain, translate });
        const outcome = full ? 'shed' : 'failed';
        return { reply: mapReply(full ? busy : apology, say), outcome, trace: noTrace, redacted: [] };
      }
    },
  };
}

function withBlocks(
  reply: Reply<string>,
  blocks: readonly Block<Phrase>[],
  translate: Translate,
): Reply<string> {
  const more = mapReply({ ...reply, blocks, buttons: [], documents: [] }, translate);
  return { ...reply, blocks: [...reply.blocks, ...more.blocks] };
}

/** Nothing that could be pressed: whoever comes back in some minutes is answered, a button would only add to the line. */
const busy: Reply<Phrase> = { blocks: [say('error.busy')], buttons: [], documents: [], sources: [] };
const apology: Reply<Phrase> = {
  blocks: [say('error.unexpected')],
  buttons: [{ label: phrase('button.help'), action: { kind: 'ask', intent: 'help' } }],
  documents: [],
  sources: [],
};
const noTrace: Trace = {
  intent: 'off_topic',
  insurers: [],
  exposure: {},
  verdict: null,
  signals: [],
  feedback: null,
};
