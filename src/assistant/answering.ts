import { decodeAction } from '../core/action.ts';
import { respond, type UserInput } from '../core/bot.ts';
import type { Refusal } from '../core/answers/picture.ts';
import type { Brain, Speech } from '../core/brain.ts';
import { askedOnce } from '../core/once.ts';
import { shortened } from '../core/long-text.ts';
import { newConversation, type Conversation } from '../core/conversation.ts';
import { mapReply, type Reply } from '../core/reply.ts';
import type { Trace, Turn } from '../core/turn.ts';
import { spaced } from '../core/wording.ts';
import { languageOf, offeringFrench, speechIn } from './languages.ts';
import { withinBounds } from './picture-bounds.ts';
import type { PictureReading } from '../pictures/reading.ts';
import { redact } from '../privacy/redact.ts';
import type { Translate } from '../rendering/translator.ts';

export type MessageContent =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly forwarded: boolean;
      /** Links whose text and target the channel knows apart. */
      readonly linkTargets?: readonly { readonly text: string; readonly target: string }[];
    }
  | PictureContent
  | ReadContent
  | { readonly kind: 'button'; readonly data: string }
  | { readonly kind: 'unsupported' };

/** Pictures or documents that came together, to be read in the turn of their chat. */
export type PictureContent = {
  readonly kind: 'picture';
  /** What was written below them; empty when nothing was. */
  readonly caption: string;
  /** Passed on from somebody else: the caption belongs to what is judged. */
  readonly forwarded: boolean;
  /** Fetch the bytes, one each. One that rejects with the code `too-large` was not fetched for its size. */
  readonly loads: readonly (() => Promise<Uint8Array>)[];
};

/** The same once read. */
export type ReadContent = {
  readonly kind: 'read';
  readonly caption: string;
  readonly forwarded: boolean;
  readonly readings: readonly (PictureReading | Refusal)[];
};

/** `not-understood`: said so, and offered a choice. `shed`: too many waited. `failed`: an apology. */
export type Outcome = 'answered' | 'not-understood' | 'shed' | 'failed';

export type Answered = {
  readonly reply: Reply<string>;
  readonly outcome: Outcome;
  readonly trace: Trace;
  /** Kinds of personal data that were taken out of the message. */
  readonly redacted: readonly string[];
};

/** One message between redaction and translation; the conversation that follows is `newConversation` itself once it is forgotten. */
export function answerContent(
  sent: MessageContent,
  conversation: Conversation,
  known: Brain,
  translate: Translate,
): {
  readonly answered: Answered;
  readonly conversation: Conversation;
  readonly judged: Turn['judged'];
  /** The words in which it was answered. */
  readonly translate: Translate;
} {
  const content = bounded(sent);
  const brain = askedOnce(known);
  const { before, speech, noticed } = languageOf(content, conversation, { brain, translate });
  const input = toInput(content, before, speech);
  const turn = noticed
    ? offeringFrench(respond(input, before, speech.brain))
    : respond(input, before, speech.brain);
  // a switch is answered in the language switched to; what is forgotten is forgotten in the language spoken
  const language = turn.conversation === newConversation ? before.language : turn.conversation.language;
  const said = language === before.language ? speech : speechIn(language, { brain, translate });
  return {
    answered: {
      reply: mapReply(turn.reply, said.translate),
      outcome: turn.conversation.misunderstood > 0 ? 'not-understood' : 'answered',
      trace: turn.trace,
      redacted: input.kind === 'text' || input.kind === 'picture' ? input.redacted : [],
    },
    conversation: turn.conversation,
    judged: turn.judged,
    translate: said.translate,
  };
}

/** One conversation that is kept nowhere and answered at once, for evaluation and tests. Throws what goes wrong. */
export function createDialogue(
  brain: Brain,
  translate: Translate,
): { answer(content: MessageContent): Answered } {
  let conversation = newConversation;
  return {
    answer(content) {
      const turn = answerContent(content, conversation, brain, translate);
      conversation = turn.conversation;
      return turn.answered;
    },
  };
}

/** In UTF-16 units: what stands below pictures is read besides them, and is four full captions of Telegram. */
const longestCaption = 4_096;

/** Nothing reads more of a text than this, the language included. */
function bounded(content: MessageContent): MessageContent {
  switch (content.kind) {
    case 'text':
      return { ...content, text: shortened(content.text) };
    case 'picture':
    case 'read':
      return { ...content, caption: shortened(content.caption, longestCaption) };
    case 'button':
    case 'unsupported':
      return content;
  }
}

function toInput(
  content: MessageContent,
  conversation: Conversation,
  { brain, translate }: Speech,
): UserInput {
  if (content.kind === 'picture') return toInput(unread(content), conversation, { brain, translate });
  if (content.kind === 'read') return pictureInput(content, brain);
  if (content.kind === 'unsupported') return { kind: 'unsupported' };
  if (content.kind === 'button') {
    const action = decodeAction(content.data);
    return action ? { kind: 'action', action } : { kind: 'unsupported' };
  }
  const { text, found } = redact(content.text);
  const typed = spaced(text);
  const choice = content.forwarded
    ? undefined
    : conversation.choices.find(({ label }) => spaced(translate(label)) === typed);
  if (choice) return { kind: 'action', action: choice.action };
  const { forwarded, linkTargets } = content;
  return { kind: 'text', text, forwarded, redacted: found, ...(linkTargets ? { linkTargets } : {}) };
}

function unread({ caption, forwarded }: PictureContent): ReadContent {
  return { kind: 'read', caption, forwarded, readings: [{ refused: 'unread' }] };
}

function pictureInput({ caption: written, forwarded, readings }: ReadContent, brain: Brain): UserInput {
  const { text: caption, found } = redact(written);
  const pictures = withinBounds(readings).map((reading) => {
    if ('refused' in reading) return reading;
    if (reading.kind === 'refused') return { refused: reading.reason };
    return brain.see(reading, caption);
  });
  const personal = pictures.flatMap((picture) => ('personal' in picture ? picture.personal : []));
  return { kind: 'picture', pictures, caption, forwarded, redacted: [...new Set([...found, ...personal])] };
}
