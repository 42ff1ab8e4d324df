import { respond } from '../core/bot.ts';
import type { Brain } from '../core/brain.ts';
import { newConversation } from '../core/conversation.ts';
import { givenIn } from '../core/given.ts';
import { spaced } from '../core/wording.ts';
import { redact } from '../privacy/redact.ts';
import type { QuestionCase } from './cases.ts';
import { percentile, share, timed } from './timing.ts';

/** The intent of first messages, by the whole core; a label in `also` counts as right. */
export function evaluateQuestions(cases: readonly QuestionCase[], brain: Brain) {
  const samples: number[] = [];
  const counted = cases.filter(({ undecidable }) => undecidable !== true);
  const errors: { id: string; text: string; expected: string; got: string }[] = [];
  const confusion: Record<string, number> = {};
  const perIntent = new Map<string, { right: number; expected: number; given: number }>();
  const of = (intent: string) => {
    const counts = perIntent.get(intent) ?? { right: 0, expected: 0, given: 0 };
    perIntent.set(intent, counts);
    return counts;
  };
  let abstained = 0;
  const given = { all: 0, right: 0 };
  for (const { id, text, intent, also = [], slots } of counted) {
    const { text: redacted, found } = redact(text);
    const turn = timed(samples, () =>
      respond({ kind: 'text', text: redacted, forwarded: false, redacted: found }, newConversation, brain),
    );
    const got = turn.trace.intent;
    const correct = got === intent || also.includes(got);
    abstained += turn.conversation.misunderstood > 0 ? 1 : 0;
    of(intent).expected++;
    of(correct ? intent : got).given++;
    if (correct) of(intent).right++;
    else {
      errors.push({ id, text, expected: intent, got });
      confusion[`${intent} > ${got}`] = (confusion[`${intent} > ${got}`] ?? 0) + 1;
    }
    if (slots?.given) {
      given.all++;
      const kinds = givenIn(spaced(redacted), brain.dialogue);
      given.right += slots.given.every((kind) => kinds.some((found) => found === kind)) ? 1 : 0;
    }
  }
  const scores = [...perIntent.values()]
    .filter(({ expected }) => expected > 0)
    .map(({ right, expected, given: got }) => (2 * right) / (expected + got));
  return {
    task: 'questions',
    cases: counted.length,
    accuracy: share(counted.length - errors.length, counted.length),
    macroF1: share(
      scores.reduce((sum, score) => sum + score, 0),
      scores.length,
    ),
    abstained,
    givenRight: share(given.right, given.all),
    p50Ms: percentile(samples, 0.5),
    p99Ms: percentile(samples, 0.99),
    confusion,
    errors,
  } as const;
}
