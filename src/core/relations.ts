import type { InsurerMention } from '../insurers/mention.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Brain } from './brain.ts';
import type { Relation } from './conversation.ts';
import { mentionsAny, spaced } from './wording.ts';

/** Words that only join two names: "MGEN et Swiss Life". */
const joiningWords = 1;

/**
 * Whose insurer each one named is: now, formerly, or of somebody in the family. One alone is told by the whole message;
 * of several, each by the words before it, and after it up to a comma or the end.
 */
export function relationsOf(
  { text, words, intent }: { readonly text: string; readonly words: string; readonly intent: Intent },
  mentions: readonly InsurerMention[],
  brain: Brain,
): ReadonlyMap<string, Relation> {
  const whole =
    intent === 'former_insurer'
      ? 'former'
      : (relationIn(words, brain) ?? (intent === 'dependants' ? 'family' : 'current'));
  const named = mentions.flatMap((mention) =>
    mention.kind === 'exact' || mention.kind === 'close' ? [mention] : [],
  );
  if (new Set(named.map(({ insurer }) => insurer)).size < 2)
    return new Map(named.map(({ insurer }) => [insurer, whole]));
  const relations = new Map<string, Relation>();
  let previous: Relation = 'current';
  for (const [index, mention] of named.entries()) {
    const before = text.slice(named[index - 1]?.end ?? 0, mention.start);
    const after = text.slice(mention.end, named[index + 1]?.start ?? text.length);
    const own = before.includes(',') && index > 0 ? before.slice(before.indexOf(',') + 1) : before;
    const behind = after.includes(',')
      ? after.slice(0, after.indexOf(','))
      : index === named.length - 1
        ? after
        : '';
    const told = relationIn(spaced(`${own} . ${behind}`), brain);
    const joined = index > 0 && spaced(own).trim().split(' ').length <= joiningWords;
    previous = told ?? (joined ? previous : 'current');
    relations.set(mention.insurer, previous);
  }
  return relations;
}

function relationIn(words: string, { dialogue }: Brain): Relation | null {
  if (mentionsAny(words, dialogue.former)) return 'former';
  return mentionsAny(words, dialogue.family) ? 'family' : null;
}
