import type { CardText } from '../screen/seen.ts';
import { answerUnknownCard, withCard } from './answers/picture.ts';
import { operatorName } from './answers/exposure.ts';
import { askWhich } from './answers/which-insurer.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { isOperator } from './intent-in-context.ts';
import { toldOutcome } from './intent-outcome.ts';
import { subject } from './subject.ts';
import { insurersByIds, type Outcome } from './turn.ts';
import { mentionsAny, spaced } from './wording.ts';

/** Insurers named on cards, the largest names first; a card has its own and at most one it belongs to. */
const mostInsurers = 2;

/** Lines in which they are looked for, the largest first: both sides of a card hold fewer. */
const mostLines = 60;

/** What is answered to a card of third-party payment: the operator, the insurer, and whether it is concerned. */
export function cardOutcome(
  cards: readonly CardText[],
  caption: string,
  conversation: Conversation,
  brain: Brain,
): Outcome {
  const lines = cards.flatMap((card) => card.lines).slice(0, mostLines);
  const mentions = [...lines, caption].flatMap((line) =>
    brain.findInsurers(line).filter(({ negated }) => negated !== true),
  );
  const named = mentions.flatMap((mention) =>
    mention.kind === 'exact' || mention.kind === 'close' ? [mention.insurer] : [],
  );
  const told = unique([...named, ...byNumber(cards, brain)]);
  const all = told.some((id) => !isOperator(id, brain)) ? told : [...told, ...byLogo(cards, brain)];
  const insurers = all.filter((id) => !isOperator(id, brain)).slice(0, mostInsurers);
  const operators = unique([...cards.flatMap((card) => card.operators), ...operatorsOf(all, brain)]);
  const operatorRecords = operators.flatMap(
    (id) => brain.knowledge.operators.find((operator) => operator.id === id)?.insurer ?? [],
  );
  const words = spaced(caption);
  const { former, family } = brain.dialogue;
  const relation = mentionsAny(words, former) ? 'former' : mentionsAny(words, family) ? 'family' : 'current';
  const read = {
    operators: operators.map((id) => operatorName(brain.knowledge, id)),
    insurers: insurersByIds(insurers, brain).map(({ name }) => name),
  };
  const doubtful = mentions.find((mention) => mention.kind === 'ambiguous');
  if (insurers.length === 0 && doubtful?.kind === 'ambiguous')
    return {
      subject: subject('insurer_affected'),
      answer: withCard(askWhich(insurersByIds(doubtful.candidates, brain), null), read, false),
    };
  const about = insurers.length > 0 ? insurers : operatorRecords;
  if (about.length === 0) return { subject: subject('insurer_affected'), answer: answerUnknownCard(read) };
  const intent = insurers.length > 0 ? 'insurer_affected' : 'card_logo';
  const relations = new Map(about.map((id) => [id, relation] as const));
  const outcome = toldOutcome({ intent, insurers: about, relations, text: '' }, conversation, brain);
  const breached = brain.knowledge.incidents[0]?.operators.some((id) => operators.includes(id)) === true;
  return {
    ...outcome,
    subject: { ...outcome.subject, intent: 'insurer_affected' },
    answer: withCard(outcome.answer, read, breached && insurers.length > 0),
  };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** The insurers whose numbers stand on the cards. */
function byNumber(cards: readonly CardText[], { knowledge }: Brain): string[] {
  const numbers = new Set(cards.flatMap((card) => card.numbers));
  return knowledge.insurers.flatMap(({ id, amc = [] }) =>
    amc.some((number) => numbers.has(number)) ? [id] : [],
  );
}

/** Lines in the largest letters, and letters of a name of which the first was drawn and not read. */
const logoLines = 3;
const shortestLogo = 4;

/** The one insurer whose name is a word of the largest lines with a letter before it, as logos draw their first. */
function byLogo(cards: readonly CardText[], { knowledge }: Brain): string[] {
  const words = new Set(
    cards.flatMap(({ lines }) => lines.slice(0, logoLines).flatMap((line) => spaced(line).trim().split(' '))),
  );
  const found = knowledge.insurers.filter(({ name, type }) => {
    const folded = spaced(name).trim();
    return type !== 'operator' && folded.length > shortestLogo && words.has(folded.slice(1));
  });
  return found.length === 1 ? found.map(({ id }) => id) : [];
}

/** The operators that have a record of their own among those. */
function operatorsOf(ids: readonly string[], { knowledge }: Brain): string[] {
  return knowledge.operators.flatMap(({ id, insurer }) =>
    insurer !== undefined && ids.includes(insurer) ? [id] : [],
  );
}
