import { readFileSync } from 'node:fs';
import { organisation as readOrganisation, type Organisation } from '../../src/knowledge/schema.ts';
import { analyseMessage, judgeMessage } from '../../src/scam/analyse.ts';
import { parseScamLexicon } from '../../src/scam/lexicon.ts';
import { parseScamLists } from '../../src/scam/lists.ts';
import { createAnalyser, type Analyser } from '../../src/scam/message.ts';
import type { AnalysisContext, Verdict } from '../../src/scam/verdict.ts';
import { parseWordingModel } from '../../src/scam/wording-score.ts';

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

function organisation(
  id: string,
  name: string,
  kind: string,
  officialDomains: string[],
  more: Partial<Organisation> = {},
): Organisation {
  return {
    id,
    name,
    kind,
    officialDomains,
    smsSenders: [],
    neverAsks: [],
    contact: null,
    source: null,
    confidence: 'low',
    ...more,
  };
}

/** A few organisations, enough for every kind of sign. */
export const organisations: readonly Organisation[] = [
  organisation('assurance-maladie', 'Assurance Maladie (ameli)', 'health', ['ameli.fr'], {
    emailSenders: ['assurance-maladie@info.ameli.fr'],
    contact: '3646',
  }),
  organisation('impots', 'Impôts', 'tax', ['impots.gouv.fr']),
  organisation('antai', 'ANTAI', 'fine', ['antai.gouv.fr', 'amendes.gouv.fr']),
  organisation('la-poste', 'La Poste', 'parcel', ['laposte.fr', 'colissimo.fr']),
  organisation('credit-agricole', 'Crédit Agricole', 'bank', ['credit-agricole.fr']),
  organisation('netflix', 'Netflix', 'platform', ['netflix.com']),
  organisation('orange', 'Orange', 'telecom', ['orange.fr'], { userContentDomains: ['orange.fr'] }),
  organisation('macif', 'Macif', 'insurer', ['macif.fr'], { insurer: 'macif' }),
];

export const lexicon = parseScamLexicon(json('locales/fr/scam.json'));
export const lists = parseScamLists(json('data/scam-lists.json'));
export const analyser = createAnalyser(organisations, lexicon, lists);
export const context: AnalysisContext = {
  organisations,
  insurers: ['macif'],
  notLeaked: ['bank-details', 'medical-data', 'postal-address', 'phone', 'email', 'password'],
};

/** The analysis as it is shipped: all organisations and the trained model. */
export function shipped(): { analyser: Analyser; context: AnalysisContext } {
  const { organisations: all } = json('data/organisations.json') as { organisations: unknown[] };
  const known = all.map((one) => readOrganisation.parse(one));
  const model = readFileSync(new URL('../../locales/fr/messages.model.bin', import.meta.url));
  return {
    analyser: createAnalyser(known, lexicon, lists, parseWordingModel(model)),
    context: { ...context, organisations: known },
  };
}

export function judge(text: string, other: Partial<AnalysisContext> = {}): Verdict {
  return analyseMessage(text, analyser, { ...context, ...other });
}

/** Every sign that counts in a text, also those that are not reported. */
export function ids(text: string, other: Partial<AnalysisContext> = {}): string[] {
  return judgeMessage(text, analyser, { ...context, ...other }).signals.map((signal) => signal.id);
}

export const ranks = { 'no-sign': 0, 'cannot-tell': 1, suspicious: 2, scam: 3 } as const;
