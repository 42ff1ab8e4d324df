import type { Brain } from '../core/brain.ts';
import { newConversation, type Conversation } from '../core/conversation.ts';
import { mapReply, phrase, say, type Phrase, type Reply } from '../core/reply.ts';
import type { Feedback, Trace } from '../core/turn.ts';
import type { Translate } from '../rendering/translator.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import { answerContent, type Answered, type MessageContent } from './answering.ts';
import { createKeyedQueue, QueueFullError } from './keyed-queue.ts';

export type { Answered } from './answering.ts';

export type IncomingMessage = {
  /** Never a channel's own id of the chat: its pseudonym. */
  readonly conversation: string;
  readonly content: MessageContent;
};

export type Assistant = {
  /**
   * Answers one message. Messages of one conversation are answered one at a time, in the order of the calls, others
   * meanwhile; what is to be remembered is kept before the promise is fulfilled. Never rejects.
   */
  answer(message: IncomingMessage): Promise<Answered>;
  /** Takes up new knowledge; conversations go on. */
  use(brain: Brain): void;
};

export type AssistantOptions = {
  readonly store: ConversationStore;
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
  { store, now, onError, onFeedback }: AssistantOptions,
): Assistant {
  let brain = initial;
  const queue = createKeyedQueue({ longest: longestLine, widest: widestQueue });

  function answerFrom(before: Conversation | null, content: MessageContent) {
    if (before) {
      try {
        return answerContent(content, before, brain, translate);
      } catch (error) {
        onError(error); // what is remembered may be at fault: it must not cost this chat every answer to come
      }
    }
    return answerContent(content, newConversation, brain, translate);
  }

  async function answerInTurn({ conversation: id, content }: IncomingMessage): Promise<Answered> {
    const { answered, conversation } = answerFrom(await store.get(id), content);
    // whoever is told "forgotten" must be: a store that cannot promise it makes this an apology
    if (conversation === newConversation) await store.forget(id);
    else await store.set(id, conversation, now());
    if (answered.trace.feedback) onFeedback?.(answered.trace.feedback);
    return answered;
  }

  return {
    use(next) {
      brain = next;
    },
    async answer(message) {
      try {
        return await queue.run(message.conversation, () => answerInTurn(message));
      } catch (error) {
        if (!(error instanceof QueueFullError)) onError(error);
        return { reply: mapReply(apology, translate), trace: noTrace, redacted: [] };
      }
    },
  };
}

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
