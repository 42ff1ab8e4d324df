import { followUps, type FollowUp } from './action.ts';
import { followUpWords, type Reading } from './intent-in-context.ts';
import { mentionsAny } from './wording.ts';

/** The question about the last answer that a message asks, or null when it asks none. */
export function followUpOf({ words, conversation, brain }: Reading): FollowUp | null {
  if (!conversation.topic) return null;
  const { followUps: table } = brain.dialogue;
  if (mentionsAny(words, table['no-internet'] ?? [])) return 'no-internet';
  if (conversation.topic.intent === 'emergency' && mentionsAny(words, table['closed'] ?? [])) return 'closed';
  if (words.trim().split(' ').length > followUpWords) return null;
  const opener = brain.dialogue.openers.find((wording) => words.startsWith(wording)); // small words that open an answer change nothing
  const bare = opener === undefined ? words : words.slice(opener.length - 1);
  const inside = (followUp: FollowUp) =>
    followUp === 'check' || (followUp === 'sure' && conversation.verdict !== null);
  const found = followUps.find((followUp) =>
    table[followUp]?.some(
      (wording) =>
        wording === words ||
        wording === bare ||
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
