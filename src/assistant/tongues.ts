import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Brain, Speech, Tongues } from '../core/brain.ts';
import { dialogueLexicon, type DialogueLexicon } from '../core/dialogue-lexicon.ts';
import type { Language } from '../core/language.ts';
import { compileDialogue } from '../core/wording.ts';
import { createTranslator, type Translate } from '../rendering/translator.ts';
import { guessIntent } from '../understanding/guess.ts';
import { parseIntentModel, type IntentModel } from '../understanding/model.ts';
import { checked, LocaleError } from './lexicons.ts';
import { asFrench, createWrittenIn, type EnglishLexicon } from './english.ts';

/** In easy French, more things than this stand one a line. */
const longestEasyList = 3;
const texts = z.record(z.string(), z.string());
/** Tags for plurals, lists and dates. */
const tags: Readonly<Record<Language, string>> = { fr: 'fr', 'fr-simple': 'fr', en: 'en-GB' };

/** What is read of English when it is first spoken. */
type English = { readonly dialogue: DialogueLexicon; readonly model: IntentModel };

/**
 * The other languages of `locales/`. Words are read when somebody first needs them, and kept: whoever starts the
 * assistant pays only for French. The reading is synchronous and happens once a language.
 *
 * @param french the translator for letters, which stay French, and the lexicon that English overrides field by field
 */
export function loadTongues(
  localesDirectory: string,
  french: {
    readonly translate: Translate;
    readonly dialogue: z.input<typeof dialogueLexicon>;
    readonly english: EnglishLexicon;
  },
): (brain: Brain) => Tongues {
  const { english } = french;
  const writtenIn = createWrittenIn(english);
  const translators = new Map<Language, Translate>();
  let words: English | undefined;

  function translatorFor(language: Language): Translate {
    const read = (name: string) => readNow(join(localesDirectory, language, name), texts);
    const known =
      translators.get(language) ??
      createTranslator(tags[language], read('phrases.json'), {
        data: read('data.json'),
        ...(language === 'fr-simple' ? { longestInline: longestEasyList } : {}),
        otherwise: french.translate,
      });
    translators.set(language, known);
    return known;
  }
  function englishWords(): English {
    const locale = join(localesDirectory, 'en');
    if (words) return words;
    const own = readNow(join(locale, 'dialogue.json'), dialogueLexicon.partial());
    words = {
      dialogue: compileDialogue(dialogueLexicon.parse({ ...french.dialogue, ...own })),
      model: parseIntentModel(readFileSync(join(locale, 'intents.model.bin'))),
    };
    return words;
  }

  return (brain) => {
    const speeches = new Map<Language, Speech>();
    const speech = (language: Exclude<Language, 'fr'>): Speech => {
      const translate = translatorFor(language);
      if (language === 'fr-simple') return { brain, translate };
      const { dialogue, model } = englishWords();
      return {
        brain: {
          ...brain,
          dialogue,
          findInsurers: (text) => asFrench(text, english, (french) => brain.findInsurers(french)),
          guessIntent: (text, insurerMentions) => guessIntent(text, model, { insurerMentions }),
        },
        translate,
      };
    };
    return {
      writtenIn,
      speaking(language) {
        const known = speeches.get(language) ?? speech(language);
        speeches.set(language, known);
        return known;
      },
    };
  };
}

function readNow<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LocaleError(file, 'cannot be read', { cause });
  }
  return checked(file, text, schema);
}
