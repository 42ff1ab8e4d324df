import { encodeAction } from '../action.ts';
import { say, type PhraseKey } from '../reply.ts';
import { mainButtons } from './about.ts';
import { ask, type Answer, type Question } from './answer.ts';

const fewWords = 3;

/** Not its business, or not understood: so few words do not tell. Never the same sentence twice in a row. */
export function answerOffTopic({ conversation, named, text }: Question): Answer {
  const first = text.trim().split(' ').length <= fewWords ? 'off-topic.short' : 'off-topic.1';
  return {
    blocks: [
      say(conversation.last === 'off_topic' ? 'off-topic.2' : first),
      ...(named ? [say('off-topic.insurer')] : []),
    ],
    buttons: mainButtons.slice(0, 3),
  };
}

/** Says that it did not understand, each time in other words, with three likely choices. */
export function answerMisunderstood(
  { conversation }: Question,
  likely: readonly { readonly key: PhraseKey; readonly intent: Question['intent'] }[],
): Answer {
  const time = conversation.misunderstood % 3;
  const choices = likely.map(({ key, intent }) => ask(key, intent));
  const filled = [...choices, ...mainButtons].filter(
    (candidate, index, all) =>
      all.findIndex(({ action }) => encodeAction(action) === encodeAction(candidate.action)) === index,
  );
  return {
    blocks: [say(time === 0 ? 'misunderstood.1' : time === 1 ? 'misunderstood.2' : 'misunderstood.3')],
    buttons: filled.slice(0, 3),
    remember: { misunderstood: conversation.misunderstood + 1 },
  };
}

/** "Oui" or "non" where nothing was offered: what can be chosen stays. */
export function answerAcknowledged({ conversation }: Question, yes: boolean): Answer {
  const { choices } = conversation;
  const which = choices.filter(({ action }) => action.kind === 'insurer').length > 1;
  return {
    blocks: [say(which ? 'ask.which.hint' : yes ? 'acknowledged.yes' : 'acknowledged.no')],
    buttons: choices,
    assent: null,
  };
}
