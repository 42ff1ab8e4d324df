import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  loadTrainingMessages,
  messagesChecksum,
  readSamples,
  trainOn,
  wordingModelPath,
} from '../../src/cli/train-messages.ts';
import { hash } from '../../src/understanding/hash.ts';
import { trainWordingModel } from '../../src/scam/training.ts';
import { readForWording, type TrainingMessage } from '../../src/scam/training-samples.ts';
import { analyseMessage, judgeMessage } from '../../src/scam/analyse.ts';
import { createAnalyser } from '../../src/scam/message.ts';
import type { Signal } from '../../src/scam/verdict.ts';
import { weights } from '../../src/scam/weights.ts';
import { bucketCount } from '../../src/scam/wording-features.ts';
import { packWordingModel, weightOf } from '../../src/scam/wording-model.ts';
import {
  parseWordingModel,
  wordingPoints,
  wordingScore,
  type WordingModel,
  type WordingScore,
} from '../../src/scam/wording-score.ts';
import { analyser, context, lexicon, lists, organisations } from './support.ts';

const scams = [
  'Maman mon portable est tombé dans l’eau, écris-moi ici sur ce numéro',
  'Coucou papa, mon portable est cassé, écris-moi vite sur mon nouveau numéro',
  'Votre dossier est bloqué, réglez tout de suite sur http://valotru.net/aa',
  'Dernier rappel ! Réglez la somme de 2,99 € sur http://patodi.eu pour débloquer votre dossier',
  'Papa c’est moi, mon portable est en panne, réponds sur ce numéro',
];
const honest = [
  'Bonjour Madame Leroy, votre rendez-vous de jeudi à 14 h est confirmé. À jeudi.',
  'Coucou, on mange ensemble dimanche midi ? Bises',
  'Votre commande est prête, vous pouvez venir la chercher en magasin de 9 h à 19 h.',
  'Bonjour, le cours de yoga de mardi est annulé, à la semaine prochaine.',
  'Votre relevé du mois est disponible dans votre espace client.',
];
const few: TrainingMessage[] = [
  ...scams.map((text) => ({ text, scam: true })),
  ...honest.map((text) => ({ text, scam: false })),
];

function scoreOf(text: string, model: WordingModel): WordingScore {
  return wordingScore(readForWording(text, analyser, context), model, analyser.words);
}

let model: WordingModel;
beforeAll(() => {
  model = trainOn(readSamples(few, analyser, context).flat());
});

describe('the score of the wording', () => {
  it('tells unseen scams from honest messages after a few examples', () => {
    expect(scoreOf('maman mon portable ne marche plus écris ici', model).probability).toBeGreaterThan(0.5);
    expect(
      scoreOf('Bonjour Paul, on se voit jeudi midi pour manger, votre rendez-vous est confirmé ?', model)
        .probability,
    ).toBeLessThan(0.5);
  });

  it('gives a phrase of at most twelve words that stands in the text', () => {
    const { fragment } = scoreOf('Bonjour. Mon portable est cassé, écris-moi vite sur ce numéro.', model);
    expect('Bonjour. Mon portable est cassé, écris-moi vite sur ce numéro.').toContain(fragment);
    expect(fragment.split(/[\s-]+/).length).toBeLessThanOrEqual(12);
  });

  it('never shows a link that can be clicked', () => {
    for (const text of scams) expect(scoreOf(text, model).fragment).not.toMatch(/https?:|[a-z]\.(?:net|eu)/);
  });

  it('is not hidden by padding', () => {
    const padding = 'On mange ensemble dimanche midi, à la semaine prochaine. '.repeat(200);
    const alone = scoreOf(scams[0] ?? '', model).probability;
    const padded = scoreOf(`${padding}\n${scams[0] ?? ''}\n${padding}`, model).probability;
    expect(alone).toBeGreaterThan(0.5);
    expect(padded).toBeGreaterThan(scoreOf(padding, model).probability);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { probability } = scoreOf(text, model);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('stays linear on long messages', () => {
    const time = (length: number): number => {
      const text = 'Votre portable est bloqué, réglez 2 € '.repeat(length / 38);
      const input = readForWording(text, analyser, context);
      return Math.min(
        ...[1, 2, 3].map(() => {
          const start = performance.now();
          wordingScore(input, model, analyser.words);
          return performance.now() - start;
        }),
      );
    };
    const short = time(20_000);
    expect(time(100_000)).toBeLessThan(Math.max(150, short * 15));
  });
});

describe('the points of the wording', () => {
  it('only rise with the probability, within bounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, other) => {
          const points = (probability: number): number => wordingPoints({ probability, fragment: 'mots' });
          expect(points(Math.max(one, other))).toBeGreaterThanOrEqual(points(Math.min(one, other)));
          expect(Math.abs(points(one))).toBeLessThanOrEqual(60);
        },
      ),
    );
  });

  it('make a message suspicious by themselves only where it surely reads as scams do', () => {
    expect(wordingPoints({ probability: 0.6, fragment: '' })).toBeLessThan(30);
    expect(wordingPoints({ probability: 0.95, fragment: '' })).toBeGreaterThanOrEqual(30);
    expect(wordingPoints({ probability: 0.05, fragment: '' })).toBeLessThan(0);
  });

  it('become a sign with its phrase where the verdict rests on them, after the signs that can be named', () => {
    const trained = createAnalyser(organisations, lexicon, lists, model);
    const told = (text: string): string[] =>
      analyseMessage(text, trained, context)
        .signals.filter(({ legitimate }) => !legitimate)
        .map(({ id }) => id);
    expect(told('Coucou maman, mon portable est fichu, réponds sur ce numéro')).toEqual(['wording']);
    const named = 'Maman, mon portable est cassé, écris-moi ici. Donnez vite le code reçu et votre RIB';
    expect(judgeMessage(named, trained, context).signals.map(({ id }) => id)).toContain('wording');
    expect(told(named)).not.toContain('wording');
  });
});

describe('one more sign', () => {
  const trained = parseWordingModel(readFileSync(wordingModelPath));
  const alarming = Object.keys(weights).filter((id) => !id.startsWith('official-'));
  const texts = [
    ...scams,
    ...honest,
    'Votre relevé est ici https://zone-dix.com/a, bonne lecture à vous et à toute la famille',
  ];

  it('never makes the wording speak for a message', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.uniqueArray(fc.constantFrom(...alarming), { maxLength: 6 }),
        fc.constantFrom(...alarming),
        (text, ids, more) => {
          const input = readForWording(text, analyser, context);
          const signal = (id: string): Signal => ({
            id,
            fragment: 'x',
            weight: weights[id] ?? 0,
            params: {},
          });
          const points = (signals: readonly Signal[]): number =>
            wordingPoints(wordingScore({ ...input, signals }, trained, analyser.words));
          const before = ids.filter((id) => id !== more).map(signal);
          expect(points([...before, signal(more)])).toBeGreaterThanOrEqual(points(before));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has in the shipped model no weight below 0', () => {
    const below = alarming.filter((id) => weightOf(trained, (hash(`sign ${id}`) >>> 0) % bucketCount) < 0);
    expect(below).toEqual([]);
  });
});

describe('the model file', () => {
  it('is the same byte for byte each time it is trained', () => {
    const bytes = (): Uint8Array =>
      packWordingModel(trainWordingModel(readSamples(few, analyser, context).flat(), 'abc'));
    const once = bytes();
    expect(Buffer.compare(once, bytes())).toBe(0);
    expect(parseWordingModel(once).checksum).toBe('abc');
  });

  it('refuses bytes that are no whole model', () => {
    const bytes = readFileSync(wordingModelPath);
    expect(() => parseWordingModel(bytes.subarray(0, 40))).toThrow('too short');
    expect(() => parseWordingModel(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
    expect(() => parseWordingModel(new Uint8Array(200))).toThrow('unknown format');
  });

  it('was trained on the messages as they stand now', () => {
    const { checksum } = parseWordingModel(readFileSync(wordingModelPath));
    expect(checksum, 'run: node src/cli/train-messages.ts').toBe(messagesChecksum(loadTrainingMessages()));
  });
});
