import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { loadAssistantParts, type AssistantParts } from '../assistant/load.ts';
import {
  CaseError,
  dialogueCase,
  insurerCase,
  messageCase,
  pictureCase,
  questionCase,
  readCases,
} from '../evaluation/cases.ts';
import { evaluateDialogues } from '../evaluation/dialogues.ts';
import { evaluateInsurers } from '../evaluation/insurers.ts';
import { evaluateMessages } from '../evaluation/messages.ts';
import { evaluatePictures } from '../evaluation/pictures.ts';
import { evaluateQuestions } from '../evaluation/questions.ts';
import { reportForPeople } from '../evaluation/report.ts';
import { readDirectories } from '../ops/config.ts';
import { createPictureReader } from '../pictures/reader.ts';
import { runCommand, UsageError } from './command.ts';

const usage = [
  'usage: npm run -s evaluate -- insurers|questions|messages|dialogues FILE.jsonl [FILE.jsonl ...] [--json]',
  '       npm run -s evaluate -- pictures DIRECTORY [--json], with its list in DIRECTORY/pictures.jsonl',
].join('\n');

await runCommand(
  async (argv) => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [task, ...files] = positionals;
    if (task === undefined || files.length === 0) throw new UsageError(usage);
    const result = await evaluate(task, files);
    process.stdout.write(`${values.json ? JSON.stringify(result) : reportForPeople(result)}\n`);
  },
  [CaseError],
);

async function evaluate(task: string, files: readonly string[]) {
  const { brain, translate } = await loadAssistantParts(readDirectories(process.env));
  switch (task) {
    case 'insurers':
      return evaluateInsurers(await readCases(files, insurerCase), brain);
    case 'questions':
      return evaluateQuestions(await readCases(files, questionCase), brain);
    case 'messages':
      return evaluateMessages(await readCases(files, messageCase), brain);
    case 'dialogues':
      return evaluateDialogues(await readCases(files, dialogueCase), brain, translate);
    case 'pictures':
      return pictures(files, { brain, translate });
    default:
      throw new UsageError(`"${task}" is no task.\n${usage}`);
  }
}

async function pictures([directory = '', ...more]: readonly string[], parts: AssistantParts) {
  if (more.length > 0) throw new UsageError(`one directory at a time.\n${usage}`);
  const cases = await readCases([join(directory, 'pictures.jsonl')], pictureCase);
  const reader = createPictureReader();
  try {
    return await evaluatePictures(cases, { directory, reader, ...parts });
  } finally {
    await reader.close();
  }
}
