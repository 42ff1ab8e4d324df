import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/knowledge/problem.ts';
import type { Knowledge } from '../../src/knowledge/schema.ts';
import { watchKnowledge } from '../../src/knowledge/watch.ts';
import { incidentOf, insurerOf, removeSample, writeSample, writeSampleFile } from './sample.ts';

type Report = { readonly knowledge?: Knowledge; readonly problems?: readonly Problem[] };

/** Reports in the order they came, each taken once. */
class Reports {
  readonly #waiting: ((report: Report) => void)[] = [];
  readonly #came: Report[] = [];

  push(report: Report): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(report);
    else this.#came.push(report);
  }

  next(): Promise<Report> {
    const report = this.#came.shift();
    return report ? Promise.resolve(report) : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Passes over what is reported in between, for changes that take several steps. */
async function until(reports: Reports, wanted: (knowledge: Knowledge) => boolean): Promise<void> {
  for (;;) {
    const { knowledge } = await reports.next();
    if (knowledge && wanted(knowledge)) return;
  }
}

describe('facts that change while they are used', () => {
  let directory: string;
  let reports: Reports;
  let watching: { close: () => void };

  beforeEach(async () => {
    directory = await writeSample();
    reports = new Reports();
    watching = watchKnowledge(directory, {
      onKnowledge: (knowledge) => {
        reports.push({ knowledge });
      },
      onProblem: (problems) => {
        reports.push({ problems });
      },
    });
  });
  afterEach(async () => {
    watching.close();
    await removeSample(directory);
  });

  const renamed = {
    insurers: [
      insurerOf({ name: 'Mutuelle Nouvelle' }),
      insurerOf({ id: 'assurance-exemple', name: 'AE', aliases: [] }),
    ],
  };

  it('gives the whole new knowledge after a file was replaced, as editors and lowdb do', async () => {
    await writeSampleFile(directory, 'insurers.json', renamed);
    const { knowledge } = await reports.next();
    expect(knowledge?.insurers[0]?.name).toBe('Mutuelle Nouvelle');
    expect(knowledge?.facts).toHaveLength(1);
  });

  it('sees a file written over in place', async () => {
    await writeFile(join(directory, 'insurers.json'), JSON.stringify(renamed));
    await until(reports, ({ insurers }) => insurers[0]?.name === 'Mutuelle Nouvelle');
  });

  it('sees an incident added and removed', async () => {
    await writeSampleFile(directory, 'incidents/other-2025.json', incidentOf({ id: 'other-2025' }));
    expect((await reports.next()).knowledge?.incidents).toHaveLength(2);
    await rm(join(directory, 'incidents/other-2025.json'));
    expect((await reports.next()).knowledge?.incidents).toHaveLength(1);
  });

  it('refuses a wrong file with its reasons, then takes the corrected one', async () => {
    await writeSampleFile(directory, 'insurers.json', { insurers: [{ ...insurerOf(), type: 'club' }] });
    expect((await reports.next()).problems?.map(({ path }) => path)).toEqual(['insurers[0].type']);
    await writeSampleFile(directory, 'insurers.json', renamed);
    expect((await reports.next()).knowledge?.insurers).toHaveLength(2);
  });

  it('ends with the last of a burst of changes', async () => {
    for (const name of ['A', 'B', 'C'])
      await writeSampleFile(directory, 'insurers.json', {
        insurers: [insurerOf({ name }), ...renamed.insurers.slice(1)],
      });
    await until(reports, ({ insurers }) => insurers[0]?.name === 'C');
  });

  it('sees the folder of incidents replaced as a whole', async () => {
    await writeSampleFile(directory, 'new/theft-2024.json', incidentOf({ name: 'Un autre nom' }));
    await rename(join(directory, 'incidents'), join(directory, 'old'));
    await rename(join(directory, 'new'), join(directory, 'incidents'));
    await until(reports, ({ incidents }) => incidents[0]?.name === 'Un autre nom');
    await writeSampleFile(directory, 'incidents/theft-2024.json', incidentOf({ name: 'Encore un autre' }));
    await until(reports, ({ incidents }) => incidents[0]?.name === 'Encore un autre');
  });
});
