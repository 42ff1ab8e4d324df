import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { KnowledgeError } from '../../src/knowledge/problem.ts';
import {
  incidentOf,
  insurerOf,
  removeSample,
  sampleFiles,
  today,
  writeSample,
  writeSampleFile,
} from './sample.ts';

const directories: string[] = [];
async function sample(): Promise<string> {
  const directory = await writeSample();
  directories.push(directory);
  return directory;
}
afterEach(async () => {
  await Promise.all(directories.splice(0).map(removeSample));
});

async function refusal(directory: string): Promise<KnowledgeError> {
  const error = await loadKnowledge(directory, { today }).catch((reason: unknown) => reason);
  if (!(error instanceof KnowledgeError)) throw new Error('the facts were accepted');
  return error;
}

describe('loading the facts', () => {
  it('reads every list', async () => {
    const knowledge = await loadKnowledge(await sample(), { today });
    expect(Object.entries(knowledge).map(([name, list]) => [name, list.length])).toEqual([
      ['insurers', 2],
      ['operators', 2],
      ['incidents', 1],
      ['organisations', 1],
      ['facts', 1],
      ['contacts', 1],
      ['emergencies', 1],
      ['quiz', 1],
    ]);
  });

  it('shows incidents of health insurance first, then the wider, then the later', async () => {
    const directory = await sample();
    for (const change of [
      { id: 'a-telecom', healthInsurance: false },
      { id: 'b-old', announced: '2024-02-01' },
      { id: 'c-new', announced: '2026-02-01' },
      { id: 'd-wide', operators: ['alpha', 'beta'] },
    ])
      await writeSampleFile(directory, `incidents/${change.id}.json`, incidentOf(change));
    const { incidents } = await loadKnowledge(directory);
    expect(incidents.map(({ id }) => id)).toEqual(['d-wide', 'c-new', 'b-old', 'theft-2024', 'a-telecom']);
  });

  it.each(Object.keys(sampleFiles()))('names %s when it is not JSON', async (name) => {
    const directory = await sample();
    await writeSampleFile(directory, name, '{ "insurers": [');
    const { problems, code } = await refusal(directory);
    expect(code).toBe('knowledge');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: join(directory, name), path: '' });
    expect(problems[0]?.reason).toContain('it is not JSON');
  });

  it('names a missing file', async () => {
    const directory = await sample();
    await rm(join(directory, 'facts.json'));
    expect((await refusal(directory)).message).toBe(`${join(directory, 'facts.json')}: the file is missing`);
  });

  it('says what is wrong with an empty directory', async () => {
    const directory = await writeSample({});
    directories.push(directory);
    expect((await refusal(directory)).problems.map(({ reason }) => reason)).toContain('the file is missing');
  });

  it('lists every misfit of every file, each with its place', async () => {
    const directory = await sample();
    await writeSampleFile(directory, 'insurers.json', {
      insurers: [
        { ...insurerOf(), type: 'club' },
        { ...insurerOf(), aliases: [1] },
      ],
    });
    await writeSampleFile(directory, 'incidents/theft-2024.json', { ...incidentOf(), confidence: 'total' });
    const { problems } = await refusal(directory);
    expect(problems.map(({ file, path }) => `${file.slice(directory.length + 1)}: ${path}`)).toEqual([
      'incidents/theft-2024.json: confidence',
      'insurers.json: insurers[0].type',
      'insurers.json: insurers[1].aliases[0]',
    ]);
  });
});
