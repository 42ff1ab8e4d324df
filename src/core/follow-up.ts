import { followUps, type FollowUp } from './action.ts';
import { followUpWords, type Reading } from './intent-in-context.ts';
import type { DialogueLexicon } from './dialogue-lexicon.ts';
import { mentionsAny, inOneSpelling } from './wording.ts';

/** Nine words are no longer than this, in UTF-16 units. */
const followUpLength = 120;

/** The question about the last answer that a message asks, or null when it asks none. */
export function followUpOf({ words, conversation, brain }: Reading): FollowUp | null {
  if (!conversation.topic) return null;
  const { followUps: table } = brain.dialogue;
  if (mentionsAny(words, table['no-internet'] ?? [])) return 'no-internet';
  if (conversation.topic.intent === 'emergency' && mentionsAny(words, table['closed'] ?? [])) return 'closed';
  if (words.length > followUpLength || words.trim().split(' ').length > followUpWords) return null;
  const readings = readingsOf(words, brain.dialogue);
  const inside = (followUp: FollowUp) =>
    followUp === 'check' || (followUp === 'sure' && conversation.verdict !== null);
  const found = followUps.find((followUp) =>
    table[followUp]?.some(
      (wording) =>
        readings.includes(wording) ||
        (inside(followUp) && wording.trim().includes(' ') && words.includes(wording)),
    ),
  );
  if (found) return found;
  const { nextWords } = brain.dialogue;
  const onlyAsksNext = words
    .trim()
    .split(' ')
    .every((word) => nextWords.includes(` ${word} `));
  if (conversation.topic.intent === 'emergency' && onlyAsksNext) return 'next';
  return conversation.verdict && mentionsAny(words, table['deleted'] ?? []) ? 'deleted' : null;
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
