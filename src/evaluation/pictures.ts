import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerContent, type Answered } from '../assistant/answering.ts';
import { newConversation } from '../core/conversation.ts';
import type { Brain } from '../core/brain.ts';
import type { PictureReader, PictureReading } from '../pictures/reading.ts';
import type { Translate } from '../rendering/translator.ts';
import { CaseError, type PictureCase } from './cases.ts';
import { characterErrors } from './character-error.ts';
import { percentile, share } from './timing.ts';

export type PictureError = {
  readonly id: string;
  readonly what: 'refused' | 'text' | 'verdict' | 'code' | 'operator' | 'insurer';
  readonly expected: string;
  readonly got: string;
};
type Means = {
  readonly directory: string;
  readonly brain: Brain;
  readonly translate: Translate;
  readonly reader: PictureReader;
};
type Tally = { right: number; of: number };

/** Errors of one picture are told from these shares of wrong characters. */
const worthTelling = { screenshots: 0.02, photos: 0.06 };

/**
 * Reads labelled pictures of a directory, answers each as a chat's first message, and compares: the text with the true
 * one, the verdict with the one on the true text, the codes and what stands on cards. Times are in milliseconds and
 * hold reading and answering.
 */
export async function evaluatePictures(cases: readonly PictureCase[], means: Means) {
  const samples: number[] = [];
  const errors: PictureError[] = [];
  const tallies = new Map<string, Tally>();
  const characters = { screenshots: { wrong: 0, of: 0 }, photos: { wrong: 0, of: 0 } };
  const tally = (name: string): Tally => {
    const counts = tallies.get(name) ?? { right: 0, of: 0 };
    tallies.set(name, counts);
    return counts;
  };
  const check = (
    one: PictureCase,
    what: PictureError['what'],
    right: boolean,
    expected: string,
    got: string,
  ) => {
    for (const name of [what, `${what} ${one.look}`, `${what} ${one.photo ? 'photo' : one.theme}`]) {
      tally(name).of++;
      if (right) tally(name).right++;
    }
    if (!right) errors.push({ id: one.id, what, expected, got });
  };
  for (const one of cases) {
    const bytes = await pictureOf(join(means.directory, one.image));
    const start = performance.now();
    const reading = await means.reader.read(bytes);
    const answered = answerTo(reading, means);
    samples.push(performance.now() - start);
    if (reading.kind === 'refused')
      errors.push({ id: one.id, what: 'refused', expected: 'read', got: reading.reason });
    const seen = reading.kind === 'refused' ? null : means.brain.see(reading, '');
    const codes = reading.kind === 'picture' ? reading.codes.map(({ text }) => text) : [];
    for (const code of one.codes) check(one, 'code', codes.includes(code), code, codes.join(' | '));
    if (one.card) {
      const operators = seen?.card?.operators ?? [];
      const { operator, insurer } = one.card;
      check(one, 'operator', operators.join() === (operator ?? ''), operator ?? '-', operators.join() || '-');
      const [named = '-'] = answered.trace.insurers;
      check(
        one,
        'insurer',
        insurer === null || named === insurer,
        insurer ?? '-',
        answered.trace.insurers.join() || '-',
      );
      continue;
    }
    const group = one.photo ? 'photos' : 'screenshots';
    const { wrong, of } = characterErrors(one.text, seen?.message ?? '');
    characters[group].wrong += wrong;
    characters[group].of += of;
    if (wrong > worthTelling[group] * of)
      errors.push({ id: one.id, what: 'text', expected: one.text, got: seen?.message ?? '' });
    const expected = expectedVerdicts(one, means);
    const verdict = answered.trace.verdict ?? 'none';
    check(one, 'verdict', expected.includes(verdict), expected.join(' or '), verdict);
    const alarm = verdict === 'scam' || verdict === 'suspicious';
    const labelled = tally('label');
    labelled.of++;
    if (alarm === (one.label === 'scam')) labelled.right++;
  }
  const shareOf = (name: string) => share(tally(name).right, tally(name).of);
  return {
    task: 'pictures',
    cases: cases.length,
    sameVerdict: shareOf('verdict'),
    /** Scams called scam or suspicious, legitimate ones not. */
    labelRight: shareOf('label'),
    characterErrorRate: {
      screenshots: rate(characters.screenshots),
      photos: rate(characters.photos),
    },
    codesRead: shareOf('code'),
    cards: { operator: shareOf('operator'), insurer: shareOf('insurer') },
    byGroup: Object.fromEntries([...tallies].filter(([, { right, of }]) => right < of)),
    p50Ms: percentile(samples, 0.5),
    p95Ms: percentile(samples, 0.95),
    errors,
  } as const;
}

async function pictureOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new CaseError(`${file}: cannot be read, though the list names it.`, { cause });
  }
}

function rate({ wrong, of }: { readonly wrong: number; readonly of: number }): number {
  return of === 0 ? 0 : wrong / of;
}

function answerTo(reading: PictureReading, { brain, translate }: Means): Answered {
  const content = { kind: 'read', caption: '', forwarded: false, readings: [reading] } as const;
  return answerContent(content, newConversation, brain, translate).answered;
}

/** The verdict on the true text; with the sender above it, that one is right too, since the picture shows it. */
function expectedVerdicts({ verdictOf, sender }: PictureCase, { brain, translate }: Means): string[] {
  const verdicts = [verdictOf, `${sender}\n${verdictOf}`].map((text) => {
    const content = { kind: 'text', text: text.trim(), forwarded: true } as const;
    return answerContent(content, newConversation, brain, translate).answered.trace.verdict ?? 'none';
  });
  return [...new Set(verdicts)];
}
