import type { Intent } from '../understanding/intent.ts';
import type { Brain } from './brain.ts';
import type { Conversation } from './conversation.ts';
import { mentionedKeys } from './wording.ts';

/** Questions about the person's own insurer: an incident that struck no health insurer does not answer them. */
const aboutTheInsurer: readonly Intent[] = [
  'insurer_affected',
  'former_insurer',
  'dependants',
  'letter_access',
  'complaint_help',
];
/** Questions that go on about the incident spoken of; every other subject leaves it. */
const aboutAnIncident: readonly Intent[] = [
  ...aboutTheInsurer,
  'data_leaked',
  'data_not_leaked',
  'bank_risk',
  'medical_data_risk',
  'false_prescriptions',
  'change_nir',
  'incident_overview',
  'what_to_do',
  'plan_progress',
  'who_informs',
  'legal_recourse',
  'letter_erasure',
  'easy_language',
];

/**
 * The incident that a message names by its own words, or null.
 *
 * @param words the message in `spaced` form
 */
export function namedIncident(words: string, { dialogue, knowledge }: Brain): string | null {
  const named = mentionedKeys(words, dialogue.incidents);
  return named.find((id) => knowledge.incidents.some((known) => known.id === id)) ?? null;
}

/** Whether an incident is the one that is meant when none is named: the first of the facts. */
export function isMain(id: string | null, knowledge: Brain['knowledge']): boolean {
  return id === null || id === knowledge.incidents[0]?.id;
}

/** Whether an incident struck health insurers, so that an insurer has a state in it. */
export function struckInsurers(id: string, { knowledge }: Brain): boolean {
  return knowledge.incidents.some((incident) => incident.id === id && incident.healthInsurance);
}

/** The incident that a question is about when it names none: the one spoken of, as long as the question goes on about it. */
export function incidentAsked(intent: Intent, { incident }: Conversation, brain: Brain): string | null {
  if (incident === null || !aboutAnIncident.includes(intent)) return null;
  return aboutTheInsurer.includes(intent) && !struckInsurers(incident, brain) ? null : incident;
}
