import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureCase, readCases, type PictureCase } from '../../src/evaluation/cases.ts';
import { evaluatePictures } from '../../src/evaluation/pictures.ts';
import { createPictureReader } from '../../src/pictures/reader.ts';
import { parts } from '../support/assistant.ts';
import { openPainter } from '../support/pictures/browser.ts';
import { looks } from '../support/pictures/looks/index.ts';
import { cardsOf, messagesOf } from '../support/pictures/messages.ts';
import { plansOf } from '../support/pictures/plan.ts';
import { drawSet } from '../support/pictures/set.ts';

/** A few of each kind: light and dark, reduced, photographed, with codes, and cards. */
const sample = [
  'a-sms-02',
  'a-sms-03',
  'a-sms-07',
  'a-sms-09',
  'a-wa-01',
  'a-wa-04',
  'a-mail-02',
  'a-mail-06',
  'a-web-01',
  'a-poster-01',
  'a-poster-02',
  'a-notice-01',
  'a-card-01',
  'a-card-05',
];

describe('pictures drawn by a real browser', () => {
  let directory: string;
  let cases: PictureCase[];
  let result: Awaited<ReturnType<typeof evaluatePictures>>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vigie-drawn-'));
    const painter = await openPainter();
    const plans = plansOf(messagesOf('a'), cardsOf('a'), 1, 97);
    try {
      const drawn = plans.filter(({ source }) => sample.includes(source.id));
      await drawSet(drawn, looks, directory, painter);
    } finally {
      await painter.close();
    }
    cases = await readCases([join(directory, 'pictures.jsonl')], pictureCase);
    const reader = createPictureReader();
    try {
      result = await evaluatePictures(cases, { directory, reader, ...parts });
    } finally {
      await reader.close();
    }
  }, 180_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('are of every kind', () => {
    const kinds = (some: (one: PictureCase) => boolean) => cases.filter(some).length;
    expect(cases).toHaveLength(sample.length);
    expect(kinds(({ photo }) => photo)).toBeGreaterThanOrEqual(2);
    expect(kinds(({ theme }) => theme === 'dark')).toBeGreaterThanOrEqual(2);
    expect(kinds(({ codes }) => codes.length > 0)).toBeGreaterThanOrEqual(2);
  });

  it('get the verdict of their text', () => {
    expect(result.errors.filter(({ what }) => what === 'verdict' || what === 'refused')).toEqual([]);
    expect(result.sameVerdict).toBe(1);
  });

  it('are read with few wrong characters', () => {
    expect(result.characterErrorRate.screenshots).toBeLessThan(0.02);
    expect(result.characterErrorRate.photos).toBeLessThan(0.06);
  });

  it('show their codes, and on a card its operator and insurer', () => {
    expect(result.codesRead).toBe(1);
    expect(result.cards).toEqual({ operator: 1, insurer: 1 });
  });
});
