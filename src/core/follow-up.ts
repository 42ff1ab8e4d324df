import { followUps, type FollowUp } from './action.ts';
import { givenIn } from './given.ts';
import { followUpWords, type Reading } from './intent-in-context.ts';
import type { Intent } from '../understanding/intent.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { mentionsAny, inOneSpelling } from './wording.ts';

/** Nine words are no longer than this, in UTF-16 units. */
const followUpLength = 120;

/** Recognised inside a longer question too. */
const saidInside: readonly FollowUp[] = [
  'check',
  'untouched',
  'use',
  'refund',
  'send',
  'no-reply',
  'knows-me',
  'click',
  'was-real',
];
const messages: readonly Intent[] = ['message_to_analyse', 'spot_scams', 'report_scam'];
const letters: readonly Intent[] = ['letter_access', 'letter_erasure'];
/** Questions that only mean this after some answers. */
const onlyAfter: Partial<Record<FollowUp, readonly Intent[]>> = {
  untouched: messages,
  refund: ['emergency'],
  'knows-me': messages,
  click: ['message_to_analyse'],
  'if-true': ['message_to_analyse'],
  'was-real': messages,
  send: [...letters, 'complaint_help'],
  'no-reply': letters,
};

/** Not understood so in a message that also tells of something given or clicked. */
const nothingGiven: readonly FollowUp[] = ['untouched', 'knows-me', 'click'];

/** The question about the last answer that a message asks, or null when it asks none. */
export function followUpOf({ words, conversation, brain }: Reading): FollowUp | null {
  const { topic, verdict } = conversation;
  if (!topic) return null;
  const urgent = topic.intent === 'emergency';
  const { followUps: table } = brain.dialogue;
  if (mentionsAny(words, table['no-internet'] ?? [])) return 'no-internet';
  if (urgent && mentionsAny(words, table['closed'] ?? [])) return 'closed';
  if (words.length > followUpLength || words.trim().split(' ').length > followUpWords) return null;
  const readings = readingsOf(words, brain.dialogue);
  const said = (followUp: FollowUp, wording: string) => {
    if (readings.includes(wording)) return true;
    const long = followUp === 'sure' && verdict !== null && wording.trim().includes(' ');
    return (saidInside.includes(followUp) || long) && readings.some((reading) => reading.includes(wording));
  };
  const found = followUps.find(
    (followUp) =>
      (onlyAfter[followUp]?.includes(topic.intent) ?? true) &&
      table[followUp]?.some((wording) => said(followUp, wording)) &&
      !(nothingGiven.includes(followUp) && tellsOfGiving(words, brain.dialogue)),
  );
  if (found) return found;
  const { nextWords } = brain.dialogue;
  const onlyAsksNext = words
    .trim()
    .split(' ')
    .every((word) => nextWords.includes(` ${word} `));
  if (urgent && onlyAsksNext) return 'next';
  const deleted = (urgent || verdict !== null) && mentionsAny(words, table['deleted'] ?? []);
  return deleted ? 'deleted' : null;
}

function tellsOfGiving(words: string, dialogue: DialogueLexicon): boolean {
  return mentionsAny(words, dialogue.askedOnly.giving) && givenIn(words, dialogue).length > 0;
}

/** The message in one spelling, without what only stresses it, and without small words at both ends. */
function readingsOf(
  words: string,
  { followUpSpellings, openers, closers, emphasis }: DialogueLexicon,
): string[] {
  const full = inOneSpelling(words, followUpSpellings);
  const plain = emphasis.reduce((rest, word) => rest.replaceAll(word, ' '), full);
  return [full, plain].flatMap((reading) => {
    const opened = trimmed(reading, openers, (text, wording) =>
      text.startsWith(wording) ? text.slice(wording.length - 1) : null,
    );
    const closed = (text: string) =>
      trimmed(text, closers, (rest, wording) =>
        rest.endsWith(wording) ? rest.slice(0, 1 - wording.length) : null,
      );
    return [reading, opened, closed(reading), closed(opened)];
  });
}

/** Takes wordings off as long as one fits and something is left. */
function trimmed(
  text: string,
  wordings: readonly string[],
  without: (text: string, wording: string) => string | null,
): string {
  for (const wording of wordings) {
    const rest = without(text, wording);
    if (rest !== null && rest.trim() !== '') return trimmed(rest, wordings, without);
  }
  return text;
}
