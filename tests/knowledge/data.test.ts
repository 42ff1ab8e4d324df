import { describe, expect, it } from 'vitest';
import { exposureOf } from '../../src/knowledge/exposure.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { ExposureState } from '../../src/knowledge/schema.ts';

/** The loading itself must not be felt at the start. */
const maximumMilliseconds = 120;
const first = 'viamedis-almerys-2024';
const knowledge = await loadKnowledge('data', { today: '2026-11-24' });

function stateOf(insurerId: string, incidentId: string): ExposureState {
  const insurer = knowledge.insurers.find(({ id }) => id === insurerId);
  const incident = knowledge.incidents.find(({ id }) => id === incidentId);
  if (!insurer || !incident) throw new Error(`no ${insurerId} or ${incidentId}`);
  return exposureOf(insurer, incident).state;
}

describe('the facts of the project', () => {
  it('know at least the insurers, incidents and organisations of the first release', () => {
    expect(knowledge.insurers.length).toBeGreaterThanOrEqual(292);
    expect(knowledge.incidents.length).toBeGreaterThanOrEqual(32);
    expect(knowledge.organisations.length).toBeGreaterThanOrEqual(210);
  });

  it('put the theft of early 2024 first', () => {
    expect(knowledge.incidents[0]?.id).toBe(first);
  });

  it.each<[string, string, ExposureState]>([
    ['malakoff-humanis', first, 'confirmed'],
    ['viamedis', first, 'confirmed'],
    ['almerys', first, 'confirmed'],
    ['hcr-bien-etre', first, 'confirmed'],
    ['klesia', first, 'probable'],
    ['macif', first, 'probable'],
    ['mgen', first, 'possible'],
    ['oxantis', first, 'possible'],
    ['camieg', first, 'possible'],
    ['mhv-mutuelle', first, 'denied'],
    ['appa', first, 'denied'],
    ['sp-sante', first, 'denied'],
    ['isante', first, 'denied'],
    ['mercer', first, 'unknown'],
    ['pro-btp', first, 'unknown'],
    ['allianz', first, 'unknown'],
    ['groupe-vyv', first, 'unknown'],
    ['maif', first, 'unknown'],
    ['macif', 'almerys-2026', 'confirmed'],
    ['mgp', 'almerys-2026', 'possible'],
    ['malakoff-humanis', 'almerys-2026', 'unknown'],
    ['malakoff-humanis', 'itelis-2025', 'confirmed'],
    ['mnh', 'mnh-2021', 'denied'],
  ])('%s in %s is %s', (insurer, incident, state) => {
    expect(stateOf(insurer, incident)).toBe(state);
  });

  it('give a reason for every state but unknown', () => {
    for (const insurer of knowledge.insurers)
      for (const incident of knowledge.incidents) {
        const { state, reasons } = exposureOf(insurer, incident);
        expect(reasons.length > 0, `${insurer.id} in ${incident.id}`).toBe(state !== 'unknown');
      }
  });

  it('load fast', async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      await loadKnowledge('data');
      times.push(performance.now() - start);
    }
    expect(Math.min(...times)).toBeLessThan(maximumMilliseconds);
  });
});
