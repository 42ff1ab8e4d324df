import { exposureOf } from '../../knowledge/exposure.ts';
import type { ExposureState, Incident, Insurer, Knowledge } from '../../knowledge/schema.ts';
import { citation, incidentName } from '../answers/answer.ts';
import type { Conversation } from '../conversation.ts';
import { phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { subjectKey } from './alert-subject.ts';

type Told = Conversation['told'];

const mostInsurers = 10;
const mostIncidents = 3;
const mostShown = 2;

/** What an answer on these insurers tells of an incident, to be remembered. */
export function toldOf(insurers: readonly Insurer[], incident: Incident): Told {
  const states = insurers.map((insurer) => [insurer.id, exposureOf(insurer, incident).state] as const);
  return { [incident.id]: Object.fromEntries(states) };
}

/** Adds what is told now to what was told before, newest last. */
export function toldAlso(before: Told, now: Told): Told {
  const incidents = Object.entries(now).map(([incident, states]) => {
    const kept = Object.entries(before[incident] ?? {}).filter(([insurer]) => !(insurer in states));
    return [incident, Object.fromEntries([...kept, ...Object.entries(states)].slice(-mostInsurers))] as const;
  });
  if (incidents.length === 0) return before;
  const others = Object.entries(before).filter(([incident]) => !(incident in now));
  return Object.fromEntries([...others, ...incidents].slice(-mostIncidents));
}

/**
 * Corrects what this chat was told and the facts no longer say, each once. A chat that follows the insurer is
 * written to instead.
 */
export function corrections(
  { told, alerts }: Conversation,
  { insurers, incidents }: Knowledge,
): { readonly blocks: Block<Phrase>[]; readonly told: Told } {
  const blocks: Block<Phrase>[] = [];
  let now = told;
  for (const [incidentId, states] of Object.entries(told))
    for (const [insurerId, before] of Object.entries(states)) {
      const insurer = insurers.find(({ id }) => id === insurerId);
      const incident = incidents.find(({ id }) => id === incidentId);
      if (!insurer || !incident || exposureOf(insurer, incident).state === before) continue;
      const followed = alerts?.includes(subjectKey({ kind: 'insurer', id: insurerId })) === true;
      if (!followed && blocks.length >= mostShown) continue;
      if (!followed) blocks.push(correction(insurer, incident, before));
      now = toldAlso(now, toldOf([insurer], incident));
    }
  return { blocks, told: now };
}

function correction(insurer: Insurer, incident: Incident, before: ExposureState): Block<Phrase> {
  const { state, reasons } = exposureOf(insurer, incident);
  const params = {
    state: phrase(`state.${state}` satisfies PhraseKey, { insurer: insurer.name }),
    before: phrase(`alerts.state.${before}` satisfies PhraseKey),
    incident: incidentName(incident),
  };
  const [reason] = reasons;
  return reason
    ? say('alerts.corrected', { ...params, ...citation(reason.source) })
    : say('alerts.corrected.no-source', params);
}
