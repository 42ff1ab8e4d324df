import { exposureOf } from '../../knowledge/exposure.ts';
import type { Incident, Insurer, Knowledge } from '../../knowledge/schema.ts';
import { listOf, phrase, say, type Phrase, type PhraseKey } from '../reply.ts';
import { ask, facts, type Answer, type Question } from './answer.ts';

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

/** Whether all that was named are operators that were breached. */
export function onlyBreachedOperators({ insurers, incident }: Question): boolean {
  return (
    insurers.length > 0 &&
    insurers.every(
      (insurer) => insurer.type === 'operator' && exposureOf(insurer, incident).state === 'confirmed',
    )
  );
}

/** A breached operator's name was read on the card. */
export function answerOperatorOnCard({ knowledge, insurers, incident }: Question): Answer {
  const card = facts(knowledge, 'card-shows-operator');
  return {
    blocks: [say('logo.seen'), say('logo.seen.next')],
    buttons: [
      ask('button.leaked', 'data_leaked'),
      ask('button.todo', 'what_to_do'),
      ask('button.letter', 'letter_access'),
    ],
    sources: [
      ...insurers.flatMap((insurer) =>
        exposureOf(insurer, incident)
          .reasons.slice(0, 1)
          .map(({ source }) => source),
      ),
      ...card.sources,
    ],
    awaiting: 'insurer',
    assent: null,
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

const statesShown = 3;

function stateLines(insurers: readonly Insurer[], incident: Incident): Phrase[] {
  return insurers
    .slice(0, statesShown)
    .map((insurer) =>
      phrase(`state.${exposureOf(insurer, incident).state}` satisfies PhraseKey, { insurer: insurer.name }),
    );
}

/** A relative who has died: their data may still be there. */
export function answerDeceased({ insurers, incident }: Question): Answer {
  const states = stateLines(insurers, incident);
  return {
    blocks: [
      say('dependants.deceased'),
      ...(states.length > 0 ? [listOf(states)] : [say('dependants.ask')]),
      say('former.keep'),
    ],
    buttons: [
      ask('button.erasure', 'letter_erasure'),
      ask('button.letter', 'letter_access'),
      ask('button.human', 'human_contact'),
    ],
    sources: insurers.slice(0, statesShown).flatMap((insurer) =>
      exposureOf(insurer, incident)
        .reasons.slice(0, 1)
        .map(({ source }) => source),
    ),
    ...(states.length > 0 ? {} : { awaiting: 'insurer' as const }),
  };
}

/** Children, spouse, parents on the contract. */
export function answerDependants({ knowledge, insurers, incident }: Question): Answer {
  const count = facts(knowledge, 'dependants-count');
  const states = stateLines(insurers, incident);
  return {
    blocks: [
      say('dependants.yes'),
      count.block,
      ...(states.length > 0 ? [listOf(states)] : []),
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
