import { listOf, phrase, say, type PhraseKey } from '../reply.ts';
import { mentionsAny } from '../wording.ts';
import { ask, facts, type Answer, type Question } from './answer.ts';

/** The steps after a leak, in order of urgency. */
const planSteps = ['wary', 'never', 'passwords', 'watch', 'letter'] as const;
type PlanStep = (typeof planSteps)[number];

const stepLabel = (step: PlanStep) => phrase(`step.${step}` satisfies PhraseKey);

/** What to do after the leak. */
export function answerWhatToDo({ knowledge }: Question): Answer {
  const advice = facts(knowledge, 'cnil-advice');
  return {
    blocks: [
      say('todo.headline'),
      listOf(
        planSteps.map((step) => phrase(`todo.${step}` satisfies PhraseKey)),
        true,
      ),
      say('todo.more'),
    ],
    buttons: [
      ask('button.plan', 'plan_progress'),
      ask('button.letter', 'letter_access'),
      ask('button.emergency', 'emergency'),
      ask('button.legal', 'legal_recourse'),
    ],
    sources: [
      ...advice.sources.slice(0, 1),
      ...facts(knowledge, 'change-passwords', 'no-need-to-tell').sources,
    ],
  };
}

function nextStep(done: readonly string[]): PlanStep | undefined {
  return planSteps.find((step) => !done.includes(step));
}

/** The list of steps with what is done; `ticked` has just been done. */
export function answerPlan(question: Question, ticked: string | null = null): Answer {
  const known = planSteps.find((step) => step === ticked);
  const done = known ? [...new Set([...question.conversation.done, known])] : question.conversation.done;
  const open = planSteps.filter((step) => !done.includes(step));
  const next = nextStep(done);
  return {
    blocks: [
      ...(known ? [say('plan.ticked')] : []),
      next
        ? say('plan.headline', { done: planSteps.length - open.length, total: planSteps.length })
        : say('plan.all-done'),
      listOf(
        planSteps.map((step) =>
          phrase(done.includes(step) ? 'plan.done' : 'plan.todo', { step: stepLabel(step) }),
        ),
        true,
      ),
      ...(next
        ? [say('plan.next', { step: phrase(`todo.${next}` satisfies PhraseKey) }), say('plan.how')]
        : []),
    ],
    buttons: [
      ...open.slice(0, 3).map((step) => ({
        label: phrase('button.done', { step: stepLabel(step) }),
        action: { kind: 'done', step } as const,
      })),
      ask('button.letter', 'letter_access'),
    ],
    remember: { done },
  };
}

/** The plan step that a message says is done: by its place, or the next one; null when it says no such thing. */
export function stepSaidDone(question: Question): string | null {
  if (!mentionsAny(question.text, question.dialogue.done)) return null;
  for (const [place, wordings] of Object.entries(question.dialogue.ordinals)) {
    const wording = wordings.find((candidate) => question.text.includes(candidate));
    if (wording !== undefined) return planSteps[Number(place) - 1] ?? null;
  }
  return nextStep(question.conversation.done) ?? null;
}
