import { createDialogue } from '../assistant/answering.ts';
import { replyText } from '../channels/plain-text.ts';
import type { Brain } from '../core/brain.ts';
import type { Translate } from '../rendering/translator.ts';
import type { DialogueCase } from './cases.ts';

const alarms = ['scam', 'suspicious'];

function sameVerdict(expected: string, got: string | null): boolean {
  return got === expected || (alarms.includes(expected) && got !== null && alarms.includes(got));
}

/** Plays each dialogue; checks the insurers that a reply is about and the verdict, where a turn expects them. */
export function evaluateDialogues(dialogues: readonly DialogueCase[], brain: Brain, translate: Translate) {
  let turns = 0;
  let checked = 0;
  let passed = 0;
  const errors: { id: string; turn: number; expected: string; got: string }[] = [];
  const transcripts = dialogues.map(({ id, note, turns: script }) => {
    const dialogue = createDialogue(brain, translate);
    return {
      id,
      note: note ?? '',
      turns: script.map(({ user, forwarded = false, expect }, index) => {
        turns++;
        const { reply, trace } = dialogue.answer({ kind: 'text', text: user, forwarded });
        const check = (expected: string, got: string, correct: boolean) => {
          checked++;
          if (correct) passed++;
          else errors.push({ id, turn: index + 1, expected, got });
        };
        if (expect?.insurers) {
          const got = [...trace.insurers].sort();
          check(expect.insurers.join(), got.join(), [...expect.insurers].sort().join() === got.join());
        }
        if (expect?.verdict !== undefined)
          check(expect.verdict, trace.verdict ?? 'none', sameVerdict(expect.verdict, trace.verdict));
        return {
          user,
          forwarded,
          intent: trace.intent,
          reply: replyText(reply),
          about: expect?.about ?? [],
          never: expect?.never ?? [],
        };
      }),
    };
  });
  return { task: 'dialogues', turns, checked, passed, errors, transcripts } as const;
}
