import { describe, expect, it } from 'vitest';
import { checkKnowledge } from '../../src/knowledge/check.ts';
import { parseFiles } from '../../src/knowledge/parse.ts';
import { problemSentence } from '../../src/knowledge/problem.ts';
import { claimOf, incidentOf, insurerOf, sampleFiles, sourceOf, today } from './sample.ts';

/** Every sentence found, with some files of the sample replaced. */
function found(changes: Readonly<Record<string, unknown>>): string[] {
  const { knowledge, exceptions, problems } = parseFiles(
    new Map(Object.entries({ ...sampleFiles(), ...changes })),
  );
  return [...problems, ...(problems.length > 0 ? [] : checkKnowledge(knowledge, { exceptions, today }))].map(
    problemSentence,
  );
}
const insurers = (...list: readonly object[]): object => ({
  'insurers.json': {
    insurers: [
      insurerOf(),
      insurerOf({ id: 'assurance-exemple', name: 'Assurance Exemple', aliases: [] }),
      ...list,
    ],
  },
});
const claims = (...list: readonly object[]): object => ({
  'insurers.json': {
    insurers: [
      insurerOf(),
      { ...insurerOf({ id: 'assurance-exemple', name: 'AE', aliases: [] }), claims: list },
    ],
  },
});
const theft = (change: Parameters<typeof incidentOf>[0]): object => ({
  'incidents/theft-2024.json': incidentOf(change),
});
const http = claimOf({ source: sourceOf({ url: 'http://vieux.example/page' }) });

describe('checks of the facts', () => {
  it('finds nothing in a valid set', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'an id used twice',
      insurers(insurerOf({ name: 'Autre', aliases: [] })),
      'insurers.json: insurers[2]: "mutuelle-test" is already the id of insurers[0]',
    ],
    [
      'an alias of two insurers, whatever the case',
      insurers(insurerOf({ id: 'x', name: 'X', aliases: ['mt'] })),
      'insurers.json: insurers[2].aliases[0]: "mt" also names "mutuelle-test"',
    ],
    [
      'a name that is an alias elsewhere, whatever the accents',
      insurers(insurerOf({ id: 'x', name: 'MUTUELLE TÉST', aliases: [] })),
      'insurers.json: insurers[2].name: "mutuelle test" also names "mutuelle-test"',
    ],
    ['an id with a capital', insurers(insurerOf({ id: 'Mutuelle' })), 'insurers.json: insurers[2].id: '],
    [
      'a field that does not exist',
      insurers({ ...insurerOf({ id: 'x', name: 'X', aliases: [] }), colour: 'blue' }),
      'insurers.json: insurers[2]: Unrecognized key: "colour"',
    ],
    [
      'a claim without source',
      claims({ says: 'uses-operator', operator: 'alpha' }),
      'insurers.json: insurers[1].claims[0].source: ',
    ],
    [
      'an address that is none',
      claims(claimOf({ source: sourceOf({ url: 'mutuelle.example' }) })),
      'insurers.json: insurers[1].claims[0].source.url: ',
    ],
    [
      'an http source',
      claims(http),
      'insurers.json: insurers[1].claims[0].source.url: http is not allowed for vieux.example',
    ],
    [
      'a claim dated in the future',
      claims(claimOf({ source: sourceOf({ date: '2026-11-25' }) })),
      'insurers.json: insurers[1].claims[0].source.date: 2026-11-25 is in the future',
    ],
    [
      'a day that does not exist',
      claims(claimOf({ source: sourceOf({ date: '2024-02-30' }) })),
      'insurers.json: insurers[1].claims[0].source.date: 2024-02-30 is not in the calendar',
    ],
    [
      'a month that does not exist',
      claims(claimOf({ source: sourceOf({ date: '2024-13' }) })),
      'insurers.json: insurers[1].claims[0].source.date: ',
    ],
    [
      'a date before the web',
      claims(claimOf({ source: sourceOf({ date: '0224' }) })),
      'insurers.json: insurers[1].claims[0].source.date: 0224 is too long ago',
    ],
    [
      'an unknown incident',
      claims(claimOf({ says: 'affected', incident: 'nowhere' })),
      'insurers.json: insurers[1].claims[0].incident: there is no incident "nowhere"',
    ],
    [
      'an unknown operator',
      claims(claimOf({ operator: 'gamma' })),
      'insurers.json: insurers[1].claims[0].operator: there is no operator "gamma"',
    ],
    [
      'an unknown platform',
      claims(claimOf({ via: 'gamma' })),
      'insurers.json: insurers[1].claims[0].via: there is no operator "gamma"',
    ],
    [
      'a client of nobody',
      claims({ says: 'uses-operator', source: sourceOf() }),
      'insurers.json: insurers[1].claims[0].operator: uses-operator needs an operator',
    ],
    [
      'a client of an incident',
      claims(claimOf({ incident: 'theft-2024' })),
      'insurers.json: insurers[1].claims[0].incident: uses-operator is about no incident',
    ],
    [
      'affected by nothing',
      claims(claimOf({ says: 'affected' })),
      'insurers.json: insurers[1].claims[0].incident: affected needs an incident',
    ],
    [
      'the same claim twice',
      claims(claimOf(), claimOf()),
      'insurers.json: insurers[1].claims[1]: says the same, from the same page, as claims[0]',
    ],
    [
      'an operator of an unknown insurer',
      { 'operators.json': { operators: [{ id: 'alpha', name: 'Alpha', insurer: 'x' }] } },
      'operators.json: operators[0].insurer: there is no insurer "x"',
    ],
    [
      'an incident of an unknown operator',
      theft({ operators: ['alpha', 'gamma'] }),
      'incidents/theft-2024.json: operators[1]: there is no operator "gamma"',
    ],
    [
      'an operator without statement window',
      { 'incidents/theft-2024.json': { ...incidentOf(), statementWindow: undefined } },
      'incidents/theft-2024.json: statementWindow: an incident of an operator needs a statement window',
    ],
    [
      'data both leaked and not',
      theft({ data: { leaked: ['nir'], notLeaked: ['nir'] } }),
      'incidents/theft-2024.json: data: "nir" is both leaked and not leaked',
    ],
    [
      'details of an operator not struck',
      theft({
        byOperator: {
          beta: {
            leaked: [],
            notLeaked: [],
            exceptions: [],
            notes: [],
            cause: null,
            clients: null,
            sources: [sourceOf()],
          },
        },
      }),
      'incidents/theft-2024.json: byOperator.beta: ',
    ],
    [
      'an insurer among other organisations',
      theft({ organisations: [{ name: 'AE', says: 'affected', source: sourceOf() }] }),
      'incidents/theft-2024.json: organisations[0].name: "AE" is in insurers.json ("assurance-exemple")',
    ],
    [
      'an attack that ends first',
      theft({ attack: { from: '2024-02', to: '2024-01' } }),
      'incidents/theft-2024.json: attack: it ends before it begins',
    ],
    [
      'a window that ends first',
      theft({ statementWindow: { from: '2025', to: '2024' } }),
      'incidents/theft-2024.json: statementWindow: it ends before it begins',
    ],
    [
      'an announcement too early',
      theft({ announced: '2023-12' }),
      'incidents/theft-2024.json: announced: it was announced before it began',
    ],
    [
      'a name too long for a button',
      theft({ shortName: 'x'.repeat(41) }),
      'incidents/theft-2024.json: shortName: ',
    ],
    [
      'a file under another name',
      { 'incidents/other.json': incidentOf() },
      'incidents/other.json: id: "theft-2024" is not the name of the file',
    ],
    [
      'an emergency given twice',
      {
        'emergencies.json': {
          emergencies: [1, 2].map(() => ({
            given: 'card',
            urgency: 1,
            steps: ['Un.', 'Deux.'],
            sources: [sourceOf()],
          })),
        },
      },
      'emergencies.json: emergencies[1]: "card" is already the id of emergencies[0]',
    ],
    [
      'a fact without source',
      { 'facts.json': { facts: [{ id: 'a', text: 'Une phrase.', sources: [] }] } },
      'facts.json: facts[0].sources: ',
    ],
    [
      'an organisation of an unknown insurer',
      {
        'organisations.json': {
          organisations: [
            {
              id: 'o',
              name: 'O',
              kind: 'bank',
              insurer: 'x',
              officialDomains: [],
              smsSenders: [],
              neverAsks: [],
              contact: null,
              source: null,
              confidence: 'low',
            },
          ],
        },
      },
      'organisations.json: organisations[0].insurer: there is no insurer "x"',
    ],
    [
      'a domain written as an address',
      {
        'organisations.json': {
          organisations: [
            {
              id: 'o',
              name: 'O',
              kind: 'bank',
              officialDomains: ['https://o.example'],
              smsSenders: [],
              neverAsks: [],
              contact: null,
              source: null,
              confidence: 'low',
            },
          ],
        },
      },
      'organisations.json: organisations[0].officialDomains[0]: ',
    ],
    [
      'a shared alias of nobody',
      {
        'exceptions.json': {
          sharedAliases: [{ alias: 'ZZ', insurers: ['mutuelle-test', 'assurance-exemple'], why: 'test' }],
          insecureHosts: [],
        },
      },
      'exceptions.json: sharedAliases[0]: "ZZ" is no name of "mutuelle-test"',
    ],
  ])('refuses %s', (_name, change, sentence) => {
    const sentences = found({ ...change });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]?.startsWith(sentence), sentences[0]).toBe(true);
  });

  it('lets a declared host be http and a declared alias be shared', () => {
    const change = {
      'insurers.json': {
        insurers: [
          insurerOf({ claims: [http] }),
          insurerOf({ id: 'assurance-exemple', name: 'AE', aliases: ['M.T.', 'mt'] }),
        ],
      },
      'exceptions.json': {
        sharedAliases: [{ alias: 'MT', insurers: ['mutuelle-test', 'assurance-exemple'], why: 'test' }],
        insecureHosts: [{ host: 'vieux.example', why: 'test' }],
      },
    };
    expect(found(change)).toEqual([]);
  });

  it('does not look at the future unless it is told the day', () => {
    const files = { ...sampleFiles(), ...claims(claimOf({ source: sourceOf({ date: '2099' }) })) };
    const { knowledge, exceptions } = parseFiles(new Map(Object.entries(files)));
    expect(checkKnowledge(knowledge, { exceptions })).toEqual([]);
  });
});
