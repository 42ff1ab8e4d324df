import type { Given } from '../../knowledge/schema.ts';
import { listOf, phrase, say, type Button, type Phrase } from '../reply.ts';
import { planStepsFor, urgentId, type PlanStep } from '../plan-steps.ts';
import { mentionsAny } from '../wording.ts';
import { ask, button, facts, type Answer, type Question } from './answer.ts';

/** Steps told at once, so that an answer stays one screen of a phone. */
const stepsTold = 5;

/** What to do after the leak: the first steps of this person's plan. */
export function answerWhatToDo(question: Question): Answer {
  const steps = planStepsFor(question).slice(0, stepsTold);
  return {
    blocks: [
      say('todo.headline', { count: steps.length }),
      listOf(
        steps.map(({ text }) => text),
        true,
      ),
      say(question.conversation.given.length > 0 ? 'todo.more.urgent' : 'todo.more'),
    ],
    buttons: [
      ask('button.plan', 'plan_progress'),
      ask('button.letter', 'letter_access'),
      ask('button.emergency', 'emergency'),
      ask('button.legal', 'legal_recourse'),
    ],
    sources: [
      ...facts(question.knowledge, 'cnil-advice').sources.slice(0, 1),
      ...facts(question.knowledge, 'change-passwords', 'no-need-to-tell').sources,
    ],
  };
}

/** The list of this person's steps with what is done; `ticked` has just been done. Behind "more", the next one in full. */
export function answerPlan(question: Question, ticked: string | null = null): Answer {
  const steps = planStepsFor(question);
  const known = steps.find(({ id }) => id === ticked);
  const done = known ? [...new Set([...question.conversation.done, known.id])] : question.conversation.done;
  const open = steps.filter(({ id }) => !done.includes(id));
  const [next] = open;
  if (question.long && next) return inFull(next, question);
  return {
    blocks: [
      ...(known ? [say('plan.ticked')] : []),
      next
        ? say('plan.headline', { count: steps.length - open.length, total: steps.length })
        : say('plan.all-done'),
      listOf(
        steps.map(({ id, label }) => phrase(done.includes(id) ? 'plan.done' : 'plan.todo', { step: label })),
        true,
      ),
      ...(next ? [say('plan.next', { step: next.text }), say('plan.how')] : []),
    ],
    buttons: [
      ...(next
        ? [isDone(next), button('button.step-in-full', { kind: 'more', intent: 'plan_progress' })]
        : []),
      ...open.slice(1, 3).map(isDone),
      ask('button.letter', 'letter_access'),
    ],
    remember: { done },
  };
}

/** A step with why, how long and where. */
function inFull(step: PlanStep, { conversation }: Question): Answer {
  const { text, why, minutes, link, sources } = step;
  const urgent = conversation.given.find((given) => step.id === urgentId(given));
  return {
    blocks: [
      say('plan.step', { step: text }),
      say('plan.why', { why }),
      link === null
        ? say('plan.takes', { count: minutes })
        : say('plan.takes.link', { count: minutes, url: link }),
    ],
    buttons: [
      ...(urgent === undefined
        ? []
        : [button('button.all-steps', { kind: 'given', given: urgent as Given })]), // among the emergencies, or it were no step
      isDone(step),
      ask('button.plan', 'plan_progress'),
    ],
    sources,
  };
}

function isDone({ id, label }: PlanStep): Button<Phrase> {
  return { label: phrase('button.done', { step: label }), action: { kind: 'done', step: id } };
}

/** The plan step that a message says is done: by its place, or the next one; null when it says no such thing. */
export function stepSaidDone(question: Question): string | null {
  if (!mentionsAny(question.text, question.dialogue.done)) return null;
  const steps = planStepsFor(question);
  for (const [place, wordings] of Object.entries(question.dialogue.ordinals)) {
    const wording = wordings.find((candidate) => question.text.includes(candidate));
    if (wording !== undefined) return steps[Number(place) - 1]?.id ?? null;
  }
  return steps.find(({ id }) => !question.conversation.done.includes(id))?.id ?? null;
}
