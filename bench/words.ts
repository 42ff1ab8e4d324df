import { createDialogue } from '../src/assistant/answering.ts';
import { loadAssistantParts } from '../src/assistant/load.ts';
import { blocksText } from '../src/channels/plain-text.ts';
import { encodeAction } from '../src/core/action.ts';
import { languages, type Language } from '../src/core/language.ts';
import { readConfiguration } from '../src/ops/config.ts';
import { readabilityOf } from '../src/rendering/readability.ts';
import { intents, type Intent } from '../src/understanding/intent.ts';

/** These answer with a text that stays as it is in every language: letters, messages of the quiz. */
const sameInAll: readonly Intent[] = [
  'letter_access',
  'letter_erasure',
  'complaint_help',
  'quiz',
  'language_switch',
  'easy_language',
];

/**
 * How the same answers read in each language: every intent asked by its button, for nobody, for an insurer, and after an
 * emergency. Long words (of more than nine letters) stand in for rare ones: no frequency list is shipped.
 */
export async function run(): Promise<readonly object[]> {
  const { brain, translate } = await loadAssistantParts(readConfiguration(process.env));
  const asked = intents.filter((intent) => !sameInAll.includes(intent) && intent !== 'forget_me');
  const answersIn = (language: Language): string[] =>
    [[], ['a:harmonie-mutuelle'], ['a:alan'], ['g:card'], ['g:remote_access']].flatMap((before) => {
      const dialogue = createDialogue(brain, translate);
      const press = (data: string) => blocksText(dialogue.answer({ kind: 'button', data }).reply.blocks);
      press(encodeAction({ kind: 'language', language }));
      return [...before, ...asked.map((intent) => encodeAction({ kind: 'ask', intent }))].map(press);
    });
  return languages.map((language) => {
    const answers = answersIn(language);
    const { wordsPerSentence, longestSentence, longWords, sentences } = readabilityOf(answers);
    const lengths = answers.map((answer) => answer.length);
    return {
      language,
      answers: answers.length,
      sentences,
      'words a sentence': wordsPerSentence,
      'longest sentence, words': longestSentence,
      'long words, %': 100 * longWords,
      'longest answer, characters': Math.max(...lengths),
    };
  });
}
