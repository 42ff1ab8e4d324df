import type { Brain } from '../../src/core/brain.ts';
import type { Claim, Incident, Insurer } from '../../src/knowledge/schema.ts';
import { parts } from './assistant.ts';

export const mainIncident = 'viamedis-almerys-2024';

/** A sourced statement, invented. */
export function claimOf(more: Partial<Claim> & Pick<Claim, 'says'>): Claim {
  return {
    incident: mainIncident,
    source: { url: 'https://www.example.org/notice', publisher: 'Le Journal inventé', date: '2026-11-23' },
    ...more,
  };
}

/** The brain with an insurer's record, or an incident's, replaced by what is made of it. */
export function withInsurer(
  id: string,
  change: (insurer: Insurer) => Insurer,
  brain: Brain = parts.brain,
): Brain {
  const { knowledge } = brain;
  const insurers = knowledge.insurers.map((insurer) => (insurer.id === id ? change(insurer) : insurer));
  return { ...brain, knowledge: { ...knowledge, insurers } };
}
export function withIncident(
  id: string,
  change: (incident: Incident) => Incident,
  brain: Brain = parts.brain,
): Brain {
  const { knowledge } = brain;
  const incidents = knowledge.incidents.map((incident) => (incident.id === id ? change(incident) : incident));
  return { ...brain, knowledge: { ...knowledge, incidents } };
}
