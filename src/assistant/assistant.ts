import { decodeAction } from '../core/action.ts';
import { respond, type UserInput } from '../core/bot.ts';
import type { Brain } from '../core/brain.ts';
import { newConversation, type Conversation } from '../core/conversation.ts';
import { mapReply, phrase, say, type Phrase, type Reply } from '../core/reply.ts';
import type { Trace } from '../core/turn.ts';
import { spaced } from '../core/wording.ts';
import { redact } from '../privacy/redact.ts';
import type { Translate } from '../rendering/translator.ts';

export type IncomingMessage = {
  readonly conversation: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string; readonly forwarded: boolean }
    | { readonly kind: 'button'; readonly data: string }
    | { readonly kind: 'unsupported' };
};

export type Answered = {
  readonly reply: Reply<string>;
  readonly trace: Trace;
  readonly redacted: readonly string[];
};

export type Assistant = {
  /** Answers one message; messages of one conversation are given in their order. Never throws. */
  answer(message: IncomingMessage): Answered;
  /** Takes up new knowledge; conversations go on. */
  use(brain: Brain): void;
};

/** Conversations kept in memory; the oldest is forgotten beyond this many. */
const maximumConversations = 10_000;
/** Of a longer text, only the beginning and the end are looked at, in UTF-16 units. */
const longestText = 20_000;

/**
 * The shell around the core: redacts, remembers, responds, translates.
 *
 * @param onError is told of an unexpected error, without any text of the person
 */
export function createAssistant(
  initial: Brain,
  translate: Translate,
  onError: (error: unknown) => void,
): Assistant {
  let brain = initial;
  const conversations = new Map<string, Conversation>();

  function remember(id: string, conversation: Conversation): void {
    conversations.delete(id);
    conversations.set(id, conversation);
    const [oldest] = conversations.keys();
    if (conversations.size > maximumConversations && oldest !== undefined) conversations.delete(oldest);
  }

  function toInput(content: IncomingMessage['content'], conversation: Conversation): UserInput {
    if (content.kind === 'unsupported') return { kind: 'unsupported' };
    if (content.kind === 'button') {
      const action = decodeAction(content.data);
      return action ? { kind: 'action', action } : { kind: 'unsupported' };
    }
    const { text, found } = redact(shortened(content.text));
    const typed = spaced(text);
    const choice = content.forwarded
      ? undefined
      : conversation.choices.find(({ label }) => spaced(translate(label)) === typed);
    if (choice) return { kind: 'action', action: choice.action };
    return { kind: 'text', text, forwarded: content.forwarded, redacted: found };
  }

  return {
    use(next) {
      brain = next;
    },
    answer(message) {
      const conversation = conversations.get(message.conversation) ?? newConversation;
      try {
        const input = toInput(message.content, conversation);
        const turn = respond(input, conversation, brain);
        remember(message.conversation, turn.conversation);
        return {
          reply: mapReply(turn.reply, translate),
          trace: turn.trace,
          redacted: input.kind === 'text' ? input.redacted : [],
        };
      } catch (error) {
        onError(error);
        return { reply: mapReply(apology, translate), trace: noTrace, redacted: [] };
      }
    },
  };
}

function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText * 0.75)}\n${text.slice(-longestText * 0.25)}`;
}

const apology: Reply<Phrase> = {
  blocks: [say('error.unexpected')],
  buttons: [{ label: phrase('button.help'), action: { kind: 'ask', intent: 'help' } }],
  documents: [],
  sources: [],
};
const noTrace: Trace = { intent: 'off_topic', insurers: [], exposure: {}, verdict: null, signals: [] };
