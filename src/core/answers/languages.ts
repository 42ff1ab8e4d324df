import type { Conversation } from '../conversation.ts';
import { languages, type Language } from '../language.ts';
import { listOf, phrase, say, type Block, type Button, type Phrase, type PhraseKey } from '../reply.ts';
import { mentionedKeys } from '../wording.ts';
import { ask, button, type Answer, type Question } from './answer.ts';

/** Offers a language, named in itself. */
export function languageButton(language: Language): Button<Phrase> {
  return button(`language.button.${language}` satisfies PhraseKey, { kind: 'language', language });
}
const repeatButton = button('button.repeat', { kind: 'repeat' });

/** From now on in this language: says so in it, and offers the last answer again. */
export function answerSwitch({ conversation }: Question, language: Language): Answer {
  const goesOn = canRepeat(conversation);
  return {
    blocks: [
      say(`language.now.${language}` satisfies PhraseKey),
      ...(language === 'fr-simple' ? simply(goesOn) : []),
      say(goesOn ? 'language.repeat' : 'greeting.start'),
    ],
    buttons: [
      ...(goesOn ? [repeatButton] : []),
      ask('button.concerned', 'insurer_affected'),
      ...(goesOn ? [] : [ask('button.analyse', 'message_to_analyse')]),
      ...languages.filter((other) => other !== language).map(languageButton),
    ],
    assent: goesOn ? { kind: 'repeat' } : null,
    awaiting: goesOn ? conversation.awaiting : 'insurer',
    remember: { language },
  };
}

/** Whether something was answered that can be said again: not only which language is spoken. */
function canRepeat({ topic }: Conversation): boolean {
  return topic !== null && topic.intent !== 'language_switch' && topic.intent !== 'easy_language';
}

/** What happened in five short sentences, for somebody who has asked nothing yet. */
function simply(goesOn: boolean): Block<Phrase>[] {
  return goesOn ? [] : [listOf([phrase('easy.1'), phrase('easy.2'), phrase('easy.3'), phrase('easy.4')])];
}

/** "Plus simple": easy French from now on. Who reads English gets what matters in short, and the choice. */
export function answerEasy(question: Question): Answer {
  const { conversation } = question;
  if (conversation.language === 'fr') return answerSwitch(question, 'fr-simple');
  return {
    blocks: [
      say('easy.headline'),
      ...simply(false),
      ...(conversation.insurers.length === 0 ? [say('easy.ask')] : []),
    ],
    buttons: [
      ...(canRepeat(conversation) ? [repeatButton] : []),
      ask('button.concerned', 'insurer_affected'),
      ask('button.human', 'human_contact'),
      languageButton(conversation.language === 'en' ? 'fr-simple' : 'fr'),
    ],
    assent: canRepeat(conversation) ? { kind: 'repeat' } : null,
    awaiting: conversation.insurers.length === 0 ? 'insurer' : conversation.awaiting,
  };
}

const others = ['es', 'it', 'de', 'pt'] as const;

/** A language was asked for: taken when it is one of ours; otherwise ours are offered, with a sentence in that one. */
export function answerLanguage(question: Question): Answer {
  const { text, dialogue, conversation } = question;
  const found = mentionedKeys(text, dialogue.languages);
  const ours = languages.find((language) => found.includes(language));
  if (ours) return answerSwitch(question, ours);
  const other = others.find((language) => found.includes(language));
  return {
    blocks: [say('language.choose'), ...(other ? [say(`language.${other}` satisfies PhraseKey)] : [])],
    buttons: languages.map(languageButton),
    awaiting: conversation.awaiting,
  };
}
