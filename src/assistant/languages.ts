import { languageButton } from '../core/answers/languages.ts';
import type { Brain, Speech } from '../core/brain.ts';
import { newConversation, type Conversation } from '../core/conversation.ts';
import type { Language } from '../core/language.ts';
import { askedOnce } from '../core/once.ts';
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
  const written = ownLanguage(typed, brain);
  const noticed = written === 'en' && conversation.language !== 'en';
  const before: Conversation = noticed ? { ...conversation, language: 'en' } : conversation;
  const spoken = speechIn(before.language, french);
  const speech = spoken === french ? french : { ...spoken, brain: askedOnce(spoken.brain) };
  return {
    before,
    speech: before.language === 'en' && written === 'fr' ? { ...speech, brain } : speech,
    noticed,
  };
}

/** A text may hold somebody else's message beside a comment only where one of these stands. */
const mayBePasted = /["\u201c\u00ab:\n]/;

/** The language of the person's own words: beside what is pasted, that of the comment. */
function ownLanguage(typed: string, brain: Brain): 'fr' | 'en' | null {
  if (!brain.tongues || typed === '') return null;
  const written = brain.tongues.writtenIn(typed);
  const separated = written === 'en' || mayBePasted.test(typed) ? brain.separateMessage(typed) : null;
  return separated ? brain.tongues.writtenIn(separated.comment) : written;
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
