import { exposureOf } from '../../knowledge/exposure.ts';
import type { Insurer, Knowledge } from '../../knowledge/schema.ts';
import { citation, incidentName } from '../answers/answer.ts';
import type { Conversation } from '../conversation.ts';
import { phrase, say, type Block, type Phrase, type PhraseKey } from '../reply.ts';
import { subjectKey } from './alert-subject.ts';

type Told = Conversation['told'];

const mostTold = 20;
const mostShown = 2;

/** What an answer on these insurers tells of an incident, to be remembered. */
export function toldOf(insurers: readonly Insurer[], incident: Knowledge['incidents'][number]): Told {
  return insurers.map((insurer) => ({
    insurer: insurer.id,
    incident: incident.id,
    state: exposureOf(insurer, incident).state,
  }));
}

/** Adds what is told now to what was told before, newest last. */
export function toldAlso(before: Told, now: Told): Told {
  const isNew = (old: Told[number]) =>
    now.every(({ insurer, incident }) => insurer !== old.insurer || incident !== old.incident);
  return [...before.filter(isNew), ...now].slice(-mostTold);
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
  const now = told.flatMap((old): Told => {
    const insurer = insurers.find(({ id }) => id === old.insurer);
    const incident = incidents.find(({ id }) => id === old.incident);
    if (!insurer || !incident) return [];
    const { state, reasons } = exposureOf(insurer, incident);
    if (state === old.state) return [old];
    if (alerts?.includes(subjectKey({ kind: 'insurer', id: insurer.id }))) return [{ ...old, state }];
    if (blocks.length >= mostShown) return [old];
    const params = {
      state: phrase(`state.${state}` satisfies PhraseKey, { insurer: insurer.name }),
      before: phrase(`alerts.state.${old.state}` satisfies PhraseKey),
      incident: incidentName(incident),
    };
    const [reason] = reasons;
    blocks.push(
      reason
        ? say('alerts.corrected', { ...params, ...citation(reason.source) })
        : say('alerts.corrected.no-source', params),
    );
    return [{ ...old, state }];
  });
  return { blocks, told: now };
}
