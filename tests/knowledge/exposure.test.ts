import { describe, expect, it } from 'vitest';
import { exposureOf } from '../../src/knowledge/exposure.ts';
import type { Claim, ExposureState } from '../../src/knowledge/schema.ts';
import { claimOf, incidentOf, insurerOf, sourceOf } from './sample.ts';

const affected = claimOf({ says: 'affected', incident: 'theft-2024' });
const spared = claimOf({
  says: 'not-affected',
  incident: 'theft-2024',
  source: sourceOf({ publisher: 'La mutuelle' }),
});
const elsewhere = claimOf({ says: 'affected', incident: 'theft-2026' });
const other = claimOf({ operator: 'beta' });
const client = (date: string | null, change: Partial<Claim> = {}): Claim =>
  claimOf({ source: sourceOf({ date }), ...change });

describe('exposure', () => {
  it.each<[string, Claim[], ExposureState]>([
    ['nothing is known', [], 'unknown'],
    ['only another operator is known', [other], 'unknown'],
    ['only another incident is known', [elsewhere], 'unknown'],
    ['a source says so', [affected], 'confirmed'],
    ['a source says so and another denies it', [spared, affected], 'confirmed'],
    ['it is denied', [spared], 'denied'],
    ['it is denied by a client of a struck operator', [client('2024-02-07'), spared], 'denied'],
    ['it was a client in the days of the theft', [client('2024-02-07')], 'probable'],
    ['it was a client in a month of the window', [client('2023-06')], 'probable'],
    ['it was a client in a year that the window covers', [client('2024')], 'probable'],
    ['it was a client in a year of which the window covers a part', [client('2023')], 'possible'],
    ['it was a client before the window', [client('2023-05-31')], 'possible'],
    ['it was a client two years later', [client('2026-10-06')], 'possible'],
    ['an undated page calls it a client', [client(null)], 'possible'],
    ['an undated and a dated page call it a client', [client(null), client('2024-12-31')], 'probable'],
    ['a claim is set aside', [{ ...affected, setAside: 'autre assureur' }], 'unknown'],
  ])('when %s', (_name, claims, state) => {
    const incident = incidentOf();
    expect(exposureOf(insurerOf({ claims }), incident).state).toBe(state);
  });

  it('shows a denial beside the confirmation it contradicts', () => {
    expect(exposureOf(insurerOf({ claims: [spared, affected, other] }), incidentOf())).toEqual({
      state: 'confirmed',
      reasons: [affected],
      against: [spared],
      otherOperators: [other],
    });
  });

  it('shows the struck operator beside the denial it weakens', () => {
    const { reasons, against } = exposureOf(insurerOf({ claims: [client('2026'), spared] }), incidentOf());
    expect([reasons, against]).toEqual([[spared], [client('2026')]]);
  });

  it('puts the sources of the time first, the undated last', () => {
    const { reasons } = exposureOf(
      insurerOf({ claims: [client(null), client('2026'), client('2024-02')] }),
      incidentOf(),
    );
    expect(reasons.map(({ source }) => source.date)).toEqual(['2024-02', '2026', null]);
  });

  it('concludes nothing from an operator when the incident struck none', () => {
    const incident = incidentOf({ operators: [] });
    expect(exposureOf(insurerOf({ claims: [client('2024-02')] }), incident)).toEqual({
      state: 'unknown',
      reasons: [],
      against: [],
      otherOperators: [],
    });
    expect(exposureOf(insurerOf({ claims: [affected] }), incident).state).toBe('confirmed');
  });

  it('keeps two incidents of one operator apart', () => {
    const claims = [affected, client('2024-02')];
    const later = incidentOf({ id: 'theft-2026', statementWindow: { from: '2026-05', to: '2026-08' } });
    expect(exposureOf(insurerOf({ claims }), later).state).toBe('possible');
  });
});
