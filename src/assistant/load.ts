import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Brain } from '../core/brain.ts';
import { dialogueLexicon } from '../core/dialogue-lexicon.ts';
import { compileDialogue } from '../core/wording.ts';
import { createInsurerIndex, findInsurers, matchingData } from '../insurers/index.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { problemSentence } from '../knowledge/problem.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { watchKnowledge } from '../knowledge/watch.ts';
import type { Configuration } from '../ops/config.ts';
import { createTranslator, type Translate } from '../rendering/translator.ts';
import { analyseMessage } from '../scam/analyse.ts';
import { separateMessage } from '../scam/extract.ts';
import { scamLexicon } from '../scam/lexicon.ts';
import { scamLists } from '../scam/lists.ts';
import { createAnalyser } from '../scam/message.ts';
import { parseWordingModel } from '../scam/wording-model.ts';
import { screenLexicon } from '../screen/lexicon.ts';
import { understandDocument, understandPicture } from '../screen/understand.ts';
import { compileScreenWords } from '../screen/words.ts';
import { guessIntent } from '../understanding/guess.ts';
import { parseIntentModel } from '../understanding/model.ts';
import { englishLexicon } from './english.ts';
import { LocaleError, readChecked } from './lexicons.ts';
import { loadTongues } from './tongues.ts';

const language = 'fr';

/** Where the facts and the words are. */
type Directories = Pick<Configuration, 'dataDirectory' | 'localesDirectory'>;

export type AssistantParts = { readonly brain: Brain; readonly translate: Translate };
/** The same with what changed facts are taken up by. */
export type LoadedParts = AssistantParts & { readonly words: Words };

/** The words and the trained model, which do not change while running. */
async function loadWords({ dataDirectory, localesDirectory }: Directories) {
  const locale = join(localesDirectory, language);
  const [dialogue, scam, screen, phrases, english, matching, lists, model, wording] = await Promise.all([
    readChecked(join(locale, 'dialogue.json'), dialogueLexicon),
    readChecked(join(locale, 'scam.json'), scamLexicon),
    readChecked(join(locale, 'screen.json'), screenLexicon),
    readChecked(join(locale, 'phrases.json'), z.record(z.string(), z.string())),
    readChecked(join(localesDirectory, 'en', 'lexicon.json'), englishLexicon),
    readChecked(join(dataDirectory, 'matching.json'), matchingData),
    readChecked(join(dataDirectory, 'scam-lists.json'), scamLists),
    readModel(join(locale, 'intents.model.bin'), 'npm run -s train'),
    readModel(join(locale, 'messages.model.bin'), 'npm run -s train-messages'),
  ]);
  const translate = createTranslator(language, phrases);
  return {
    dialogue: compileDialogue(dialogue),
    scam,
    screen: compileScreenWords(screen),
    translate,
    tonguesFor: loadTongues(localesDirectory, { translate, dialogue, english }),
    matching,
    lists,
    model: parseIntentModel(model),
    wording: parseWordingModel(wording),
  };
}
/** Reads a trained model; one that is missing names the command that makes it. */
function readModel(file: string, command: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new LocaleError(file, `cannot be read; "${command}" makes it`, { cause });
  });
}

type Words = Awaited<ReturnType<typeof loadWords>>;

/** Prepares all that answering needs from a state of the knowledge. */
function createBrain(
  knowledge: Knowledge,
  { dialogue, scam, screen, tonguesFor, matching, lists, model, wording }: Words,
): Brain {
  const index = createInsurerIndex(knowledge.insurers, matching);
  const analyser = createAnalyser(knowledge.organisations, scam, lists, wording);
  const { organisations } = knowledge;
  const operators = knowledge.operators.map(({ id, name, printed = [] }) => ({
    operator: id,
    names: [name, ...printed],
  }));
  const domains = organisations.flatMap(({ officialDomains }) => officialDomains);
  const brain: Brain = {
    knowledge,
    dialogue,
    signalExplanations: scam.explanations,
    findInsurers: (text) => findInsurers(text, index),
    guessIntent: (text, insurerMentions) => guessIntent(text, model, { insurerMentions }),
    analyse: (text, context) => analyseMessage(text, analyser, { organisations, ...context }),
    separateMessage: (text) => separateMessage(text, analyser),
    see: (reading, caption) =>
      reading.kind === 'document'
        ? understandDocument(reading.text, screen)
        : understandPicture(reading, screen, { operators, domains }, caption),
  };
  return { ...brain, tongues: tonguesFor(brain) };
}

/**
 * Reads the facts, the words and the model.
 *
 * @throws {KnowledgeError | LocaleError} naming the file, the place and the reason
 */
export async function loadAssistantParts(configuration: Directories): Promise<LoadedParts> {
  const [words, knowledge] = await Promise.all([
    loadWords(configuration),
    loadKnowledge(configuration.dataDirectory),
  ]);
  return {
    brain: createBrain(knowledge, words),
    translate: words.translate,
    words,
  };
}

/** Takes up changed facts while running: valid ones at once and whole, invalid ones are refused with the reasons. */
export function watchAssistantParts(
  { dataDirectory }: Pick<Directories, 'dataDirectory'>,
  words: Words,
  { onBrain, onProblem }: { onBrain: (brain: Brain) => void; onProblem: (reason: string) => void },
): { close: () => void } {
  return watchKnowledge(dataDirectory, {
    onKnowledge: (knowledge) => {
      onBrain(createBrain(knowledge, words));
    },
    onProblem: (problems) => {
      onProblem(problems.map(problemSentence).join('\n'));
    },
  });
}
