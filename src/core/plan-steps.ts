import { exposureOf } from '../knowledge/exposure.ts';
import type { Emergency, Insurer, Source } from '../knowledge/schema.ts';
import { contact, facts, type Question } from './answers/answer.ts';
import { fromData, phrase, type Phrase, type PhraseKey } from './reply.ts';

/** One step of somebody's plan. */
export type PlanStep = {
  /** Kept when ticked; at most 50 ASCII characters, so that a button can carry it. */
  readonly id: string;
  readonly label: Phrase;
  readonly text: Phrase;
  /** Why it matters, as the facts say it. */
  readonly why: Phrase;
  /** How long it takes, in minutes: our own estimate for somebody who is not quick with it. */
  readonly minutes: number;
  /** The official address, when there is one. */
  readonly link: string | null;
  readonly sources: readonly Source[];
};

/** Letters of one person, so that the list stays one that can be read. */
const mostLetters = 3;
/** Fits `d:letter-<id>` into what a button carries. */
const longestInsurerId = 40;

type General = {
  readonly id: 'wary' | 'never' | 'passwords' | 'debits' | 'watch' | 'letter' | 'family';
  readonly minutes: number;
  readonly fact: string;
  readonly contact: string | null;
};
const wary: General = { id: 'wary', minutes: 2, fact: 'cnil-advice', contact: 'cybermalveillance' };
const never: General = { id: 'never', minutes: 2, fact: 'bank-never-asks', contact: '33700' };
const passwords: General = {
  id: 'passwords',
  minutes: 20,
  fact: 'change-passwords',
  contact: 'cybermalveillance',
};
const debits: General = { id: 'debits', minutes: 5, fact: 'sepa-refund', contact: null };
const watch: General = { id: 'watch', minutes: 5, fact: 'cross-matching', contact: 'ameli-3646' };
const letter: General = { id: 'letter', minutes: 15, fact: 'insurer-must-inform', contact: null };
const family: General = { id: 'family', minutes: 10, fact: 'dependants-count', contact: null };

/**
 * The steps for this person in the order of urgency: what was given to a scammer first, then what protects, then what
 * is to be asked in writing. It follows from what the conversation remembers, so it changes when something new is told.
 */
export function planStepsFor(question: Question): PlanStep[] {
  const { conversation, knowledge } = question;
  const emergencies = knowledge.emergencies
    .filter(({ given }) => conversation.given.includes(given))
    .sort((a, b) => b.urgency - a.urgency);
  const insurers = conversation.insurers.flatMap(({ id, relation }) => {
    const insurer = knowledge.insurers.find((candidate) => candidate.id === id);
    return insurer && insurer.type !== 'operator' && insurer.type !== 'care-network' && id.length <= longestInsurerId
      ? [{ insurer, former: relation === 'former' }]
      : [];
  }); // prettier-ignore
  const steps = (...of: readonly General[]) => of.map((one) => generalStep(one, question));
  const letters = insurers.slice(-mostLetters);
  return [
    ...emergencies.map(emergencyStep),
    ...steps(wary, never, passwords),
    ...(bankDetailsLeaked(
      insurers.map(({ insurer }) => insurer),
      question,
    )
      ? steps(debits)
      : []),
    ...steps(watch),
    ...(letters.length > 0
      ? letters.map(({ insurer }) => letterStep(insurer, question, letters.length === 1))
      : steps(letter)),
    ...letters.filter(({ former }) => former).map(({ insurer }) => erasureStep(insurer, question)),
    ...(insurers.length > 0 ? steps(family) : []),
  ];
}

function generalStep({ id, minutes, fact, contact: name }: General, { knowledge }: Question): PlanStep {
  const { text, sources } = factOf(fact, knowledge);
  return {
    id,
    label: phrase(`step.${id}` satisfies PhraseKey),
    text: phrase(`todo.${id}` satisfies PhraseKey),
    why: text,
    minutes,
    link: name === null ? null : (contact(knowledge, name).url ?? null),
    sources,
  };
}

/** The step for one thing that was given. */
export function urgentId(given: string): string {
  return `urgent-${given.replaceAll('_', '-')}`;
}

function emergencyStep({ given, steps, sources }: Emergency): PlanStep {
  const kind = phrase(`given.${given}` satisfies PhraseKey);
  return {
    id: urgentId(given),
    label: phrase('step.urgent', { given: kind }),
    text: fromData(steps[0] ?? ''),
    why: phrase('plan.urgent.why'),
    minutes: 10,
    link: null,
    sources,
  };
}

/** @param only the only letter of the plan, which a tick from before the insurer was named stands for */
function letterStep(insurer: Insurer, { conversation, knowledge }: Question, only: boolean): PlanStep {
  const { text, sources } = factOf('insurer-must-inform', knowledge);
  const name = fromData(insurer.name);
  return {
    id: only && conversation.done.includes('letter') ? 'letter' : `letter-${insurer.id}`,
    label: phrase('step.letter.of', { insurer: name }),
    text: phrase('todo.letter.of', { insurer: name }),
    why: text,
    minutes: letter.minutes,
    link: null,
    sources,
  };
}

function erasureStep(insurer: Insurer, { knowledge }: Question): PlanStep {
  const { text, sources } = factOf('real-notices-sent', knowledge);
  const name = fromData(insurer.name);
  return {
    id: `erase-${insurer.id}`,
    label: phrase('step.erase', { insurer: name }),
    text: phrase('todo.erase', { insurer: name }),
    why: text,
    minutes: letter.minutes,
    link: null,
    sources,
  };
}

/** Whether a source says of one of these insurers that bank details were taken in some incident. */
function bankDetailsLeaked(insurers: readonly Insurer[], { knowledge }: Question): boolean {
  return knowledge.incidents.some(
    (incident) =>
      incident.data.leaked.includes('bank-details') &&
      insurers.some((insurer) => exposureOf(insurer, incident).state === 'confirmed'),
  );
}

function factOf(id: string, knowledge: Question['knowledge']): { text: Phrase; sources: Source[] } {
  const { block, sources } = facts(knowledge, id);
  return { text: block.kind === 'paragraph' ? block.text : fromData(''), sources };
}
