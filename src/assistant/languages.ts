import { languageButton } from '../core/answers/languages.ts';
import type { Speech } from '../core/brain.ts';
import { newConversation, type Conversation } from '../core/conversation.ts';
import type { Language } from '../core/language.ts';
import { say } from '../core/reply.ts';
import type { Turn } from '../core/turn.ts';
import type { MessageContent } from './answering.ts';

/** How a language is understood and spoken; French where no other is known. */
export function speechIn(language: Language, french: Speech): Speech {
  return language === 'fr' ? french : (french.brain.tongues?.speaking(language) ?? french);
}

/**
 * The language of one message. Whoever plainly types English is answered in English at once, since a question in French
 * whether they would like English is one they may not read; what they forward or paste is not their own language. In an English
 * chat, French that is plainly typed is understood, and still answered in English: it may be copied from a message.
 */
export function languageOf(
  content: MessageContent,
  conversation: Conversation,
  french: Speech,
): { readonly before: Conversation; readonly speech: Speech; readonly noticed: boolean } {
  const { brain } = french;
  const typed = content.kind === 'text' && !content.forwarded ? content.text : '';
  const written = typed === '' ? null : (brain.tongues?.writtenIn(typed) ?? null);
  const noticed = written === 'en' && conversation.language !== 'en' && brain.separateMessage(typed) === null;
  const before: Conversation = noticed ? { ...conversation, language: 'en' } : conversation;
  const speech = speechIn(before.language, french);
  return {
    before,
    speech: before.language === 'en' && written === 'fr' ? { ...speech, brain } : speech,
    noticed,
  };
}

/** Says once that English was noticed, with the way back. */
export function offeringFrench(turn: Turn): Turn {
  const back = languageButton('fr');
  const { reply, conversation, trace } = turn;
  if (trace.intent === 'language_switch') return turn; // its answer offers every language
  return {
    ...turn,
    reply: {
      ...reply,
      blocks: [...reply.blocks, say('language.noticed')],
      buttons: [...reply.buttons.filter(({ action }) => action.kind !== 'language'), back],
    },
    conversation:
      conversation === newConversation
        ? conversation
        : {
            ...conversation,
            choices: [...conversation.choices.filter(({ action }) => action.kind !== 'language'), back].slice(
              0,
              20,
            ),
          },
  };
}
