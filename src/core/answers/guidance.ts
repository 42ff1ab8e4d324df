import { exposureOf } from '../../knowledge/exposure.ts';
import type { Insurer, Knowledge } from '../../knowledge/schema.ts';
import {
  fromData,
  listOf,
  phrase,
  say,
  type Block,
  type Document,
  type Param,
  type Phrase,
  type PhraseKey,
} from '../reply.ts';
import { mentionsAny } from '../wording.ts';
import { ask, contact, facts, kinds, type Answer, type Question } from './answer.ts';

/** The steps after a leak, in order of urgency. */
export const planSteps = ['wary', 'never', 'passwords', 'watch', 'letter'] as const;
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

/** Rights and ways: complaint, CNIL, group action, compensation. */
export function answerLegal({ knowledge }: Question): Answer {
  const form = facts(knowledge, 'complaint-form');
  const { sources } = facts(knowledge, 'complaint-optional', 'inquiry-paris', 'group-action');
  return {
    blocks: [
      say('legal.headline'),
      say('legal.against'),
      say('legal.ways'),
      form.block,
      say('legal.not-lawyer', { phone: contact(knowledge, 'france-victimes').phone ?? '' }),
    ],
    buttons: [
      ask('button.complaint', 'complaint_help'),
      ask('button.letter', 'letter_access'),
      ask('button.human', 'human_contact'),
    ],
    sources: [...sources, ...form.sources.slice(0, 1)],
  };
}

function insurerBlank(insurers: readonly Insurer[]): Param {
  const [insurer] = insurers;
  return insurer ? fromData(insurer.name) : phrase('letter.insurer-blank');
}

function letter(name: PhraseKey, lines: readonly Block<Phrase>[]): Document<Phrase> {
  return { name: phrase(name), blocks: lines };
}

/** The text of a complaint with blanks for what is personal. */
export function answerComplaint(question: Question): Answer {
  const { incident, insurers, knowledge } = question;
  const form = facts(knowledge, 'complaint-form');
  const { sources } = facts(knowledge, 'complaint-offences');
  const lines = [
    say('complaint.doc.1'),
    say('complaint.doc.2'),
    say('complaint.doc.3', { insurer: insurerBlank(insurers), when: fromData(incident.when) }),
    say('complaint.doc.4', { kinds: kinds(incident.data.leaked.slice(0, 5)) }),
    say('complaint.doc.5'),
    say('complaint.doc.6'),
  ];
  return {
    blocks: [say('complaint.headline'), ...lines, say('complaint.bring'), say('complaint.where'), form.block],
    documents: [letter('complaint.name', lines)],
    buttons: [ask('button.legal', 'legal_recourse'), ask('button.human', 'human_contact')],
    sources: [...sources, ...form.sources.slice(0, 1)],
  };
}

/** The access request of article 15: was I concerned, which data. */
export function answerLetterAccess({ insurers, incident }: Question): Answer {
  const insurer = insurerBlank(insurers);
  const lines = [
    say('letter.access.doc.1'),
    say('letter.access.doc.2', { insurer }),
    say('letter.access.doc.3', { incident: fromData(incident.name) }),
    say('letter.access.doc.4'),
    say('letter.access.doc.5'),
  ];
  return {
    blocks: [say('letter.access.headline', { insurer }), ...lines, say('letter.access.how')],
    documents: [letter('letter.access.name', lines)],
    buttons: [
      ask('button.erasure', 'letter_erasure'),
      ask('button.complaint', 'complaint_help'),
      ask('button.todo', 'what_to_do'),
    ],
  };
}

/** The erasure request of article 17 to a former insurer. */
export function answerLetterErasure({ insurers }: Question): Answer {
  const insurer = insurerBlank(insurers);
  const lines = [
    say('letter.erasure.doc.1'),
    say('letter.erasure.doc.2', { insurer }),
    say('letter.erasure.doc.3'),
    say('letter.erasure.doc.4'),
    say('letter.access.doc.5'),
  ];
  return {
    blocks: [say('letter.erasure.headline', { insurer }), ...lines, say('letter.erasure.limits')],
    documents: [letter('letter.erasure.name', lines)],
    buttons: [ask('button.letter', 'letter_access'), ask('button.todo', 'what_to_do')],
  };
}

/** Who has to tell people, and why nothing may have come. */
export function answerWhoInforms({ knowledge }: Question): Answer {
  const must = facts(knowledge, 'insurer-must-inform', 'cnil-cannot-tell');
  const sent = facts(knowledge, 'real-notices-sent');
  return {
    blocks: [say('informs.who'), must.block, say('informs.nothing'), sent.block, say('informs.how')],
    buttons: [ask('button.letter', 'letter_access'), ask('button.concerned', 'insurer_affected')],
    sources: [...must.sources.slice(0, 1), ...sent.sources],
  };
}

/** How to find one's operator, and what a logo on the card means. */
export function answerFindOperator({ knowledge, long }: Question): Answer {
  const card = facts(knowledge, 'card-shows-operator');
  const tool = facts(knowledge, 'resopharma');
  const codes = facts(knowledge, 'isante-number');
  return {
    blocks: [say('find.card'), card.block, tool.block, ...(long ? [codes.block] : []), say('find.ask')],
    buttons: [ask('button.concerned', 'insurer_affected'), ask('button.letter', 'letter_access')],
    sources: [...card.sources, ...tool.sources, ...(long ? codes.sources : [])],
    awaiting: 'insurer',
  };
}

export function answerCardLogo({ knowledge }: Question): Answer {
  const card = facts(knowledge, 'card-shows-operator');
  return {
    blocks: [say('logo.seen'), say('logo.none'), card.block, say('logo.next')],
    buttons: [ask('button.concerned', 'insurer_affected'), ask('button.letter', 'letter_access')],
    sources: card.sources,
    awaiting: 'insurer',
  };
}

/** About the operators themselves; one named has its own state. */
export function answerOperator(question: Question): Answer {
  const { knowledge } = question;
  const role = facts(knowledge, 'operators-role');
  return {
    blocks: [say('operator.two'), role.block, say('operator.what'), say('operator.others')],
    buttons: [
      ask('button.find', 'find_operator'),
      ask('button.leaked', 'data_leaked'),
      ask('button.concerned', 'insurer_affected'),
    ],
    sources: [...role.sources, ...mainSources(knowledge)],
  };
}
function mainSources(knowledge: Knowledge) {
  return knowledge.incidents.slice(0, 2).flatMap(({ sources }) => sources.slice(0, 1));
}

/** An insurer of the past, when none is named. */
export function answerFormer({ knowledge }: Question): Answer {
  const seen = facts(knowledge, 'former-alan', 'former-mutami', 'former-malakoff');
  return {
    blocks: [say('former.yes'), seen.block, say('former.keep'), say('former.ask')],
    buttons: [
      ask('button.erasure', 'letter_erasure'),
      ask('button.letter', 'letter_access'),
      ask('button.leaked', 'data_leaked'),
    ],
    sources: seen.sources,
    awaiting: 'insurer',
  };
}

/** Children, spouse, parents on the contract. */
export function answerDependants({ knowledge, insurers, incident }: Question): Answer {
  const count = facts(knowledge, 'dependants-count');
  const states = insurers
    .map((insurer) => ({ insurer, state: exposureOf(insurer, incident).state }))
    .slice(0, 3);
  return {
    blocks: [
      say('dependants.yes'),
      count.block,
      ...(states.length > 0
        ? [
            listOf(
              states.map(({ insurer, state }) =>
                phrase(`state.${state}` satisfies PhraseKey, { insurer: insurer.name }),
              ),
            ),
          ]
        : []),
      say('dependants.each'),
      ...(states.length > 0 ? [] : [say('dependants.ask')]),
    ],
    buttons: [
      ask('button.letter', 'letter_access'),
      ask('button.leaked', 'data_leaked'),
      ask('button.todo', 'what_to_do'),
    ],
    sources: count.sources,
    ...(states.length > 0 ? {} : { awaiting: 'insurer' as const }),
  };
}
