import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insurerOf, removeSample, writeSample, writeSampleFile } from './sample.ts';

const tool = join(import.meta.dirname, '../../src/cli/data.ts');

type Outcome = { readonly code: number; readonly out: string; readonly err: string };

describe("the curator's tool", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await writeSample();
  });
  afterEach(async () => {
    await removeSample(directory);
  });

  function run(command: string, args: readonly string[], cwd?: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const environment = { ...process.env, DATA_DIR: directory, GIT_CONFIG_GLOBAL: '/dev/null' };
      execFile(command, [...args], { env: environment, cwd }, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    });
  }
  const data = (...args: string[]): Promise<Outcome> => run(process.execPath, [tool, ...args]);
  const content = (): Promise<string> => readFile(join(directory, 'insurers.json'), 'utf8');

  it('checks valid facts, and warns of those that no other language has', async () => {
    const { code, out, err } = await data('check');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'The facts are valid: 2 insurers, 1 incidents, 1 organisations.\n',
    });
    expect(err).toMatch(/^Warning: \d+ texts have no translation in locales\/en\/data\.json/);
  });

  it('checks wrong facts: exit 1, with file, path and reason', async () => {
    await writeSampleFile(directory, 'insurers.json', { insurers: [{ ...insurerOf(), group: 3 }] });
    const { code, err } = await data('check');
    expect(code).toBe(1);
    expect(err).toContain(`${join(directory, 'insurers.json')}: insurers[0].group: Invalid input`);
    expect(err).not.toContain('    at ');
  });

  it('refuses what is dated after the day it is told', async () => {
    expect((await data('check', '--today', '2020-01-01')).err).toContain('2024-02-07 is in the future');
  });

  it.each([
    [[], 'A command is missing'],
    [['frobnicate'], 'There is no command "frobnicate"'],
    [['constructor'], 'There is no command "constructor"'],
    [['check', '--quick'], "Unknown option '--quick'"],
    [['show'], 'show needs one id'],
    [['show', 'nothing'], 'has the id "nothing"'],
    [['diff'], 'diff needs one commit'],
    [['add-insurer', '--name', 'X'], 'add-insurer needs --name and --type'],
    [
      ['add-claim', 'mutuelle-test', '--says', 'affected'],
      'add-claim needs --says, --url, --publisher and --date',
    ],
    [
      ['add-claim', 'x', '--says', 'affected', '--url', 'u', '--publisher', 'p', '--date', '2024'],
      'There is no insurer "x"',
    ],
    [['edit-insurer', 'mutuelle-test'], 'edit-insurer needs something to change'],
    [['edit-insurer', 'mutuelle-test', '--remove-alias', 'ZZ'], 'There is no alias "ZZ" to remove'],
    [['edit-insurer', 'mutuelle-test', '--clear', 'name'], '--clear takes group'],
  ])('answers %j with a sentence and exit 2', async (args, sentence) => {
    const before = await content();
    const { code, err } = await data(...args);
    expect([code, await content()]).toEqual([2, before]);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  it('explains itself', async () => {
    const { code, out } = await data('help');
    expect(code).toBe(0);
    expect(out).toContain('add-claim');
  });

  it('shows an insurer with its exposure and sources, by id or by alias', async () => {
    const byId = await data('show', 'mutuelle-test');
    expect(byId.out).toContain('theft-2024: confirmed');
    expect(byId.out).toContain('Le Journal, 2024-02-07, https://journal.example/article');
    expect((await data('show', 'mt')).out).toContain('insurer mutuelle-test');
  });

  it.each([
    ['theft-2024', 'confirmed: mutuelle-test'],
    ['mt', 'domains: mt.example'],
    ['a-fact', 'Une phrase.'],
    ['a-contact', '3000'],
    ['alpha', 'named by 1 insurers'],
  ])('shows %s', async (id, text) => {
    expect((await data('show', id)).out).toContain(text);
  });

  it('counts', async () => {
    expect((await data('stats')).out).toMatch(/theft-2024 +1 +0 +0 +0 +1/);
  });

  it('adds an insurer and a claim, changes them, and the facts stay valid', async () => {
    expect(
      (await data('add-insurer', '--name', "Mutuelle de l'Été", '--type', 'mutual', '--alias', 'MDE')).out,
    ).toContain('"mutuelle-de-l-ete"');
    const claim = [
      '--says',
      'uses-operator',
      '--operator',
      'alpha',
      '--url',
      'https://mde.example/',
      '--publisher',
      'MDE',
      '--date',
      'unknown',
      '--note',
      'Sans date.',
    ];
    expect((await data('add-claim', 'mutuelle-de-l-ete', ...claim)).code).toBe(0);
    expect(
      (
        await data(
          'edit-insurer',
          'mutuelle-de-l-ete',
          '--add-alias',
          'Été Santé',
          '--remove-alias',
          'MDE',
          '--caution',
          'Attention.',
          '--amc',
          '1',
        )
      ).code,
    ).toBe(2);
    expect(
      (
        await data(
          'edit-insurer',
          'mutuelle-de-l-ete',
          '--add-alias',
          'Été Santé',
          '--remove-alias',
          'MDE',
          '--caution',
          'Attention.',
        )
      ).code,
    ).toBe(0);
    const shown = (await data('show', 'mutuelle-de-l-ete')).out;
    expect(shown).toContain('theft-2024: possible');
    expect(shown).toContain('aliases: Été Santé\n');
    expect((await data('edit-insurer', 'mutuelle-de-l-ete', '--clear', 'caution')).code).toBe(0);
    expect(await content()).not.toContain('caution');
    expect((await data('check')).code).toBe(0);
  });

  it.each([
    [['add-insurer', '--name', 'Autre', '--type', 'club'], 'insurers[2].type'],
    [
      ['add-insurer', '--name', 'Autre', '--type', 'mutual', '--alias', 'MT'],
      '"mt" also names "mutuelle-test"',
    ],
    [
      [
        'add-claim',
        'mutuelle-test',
        '--says',
        'affected',
        '--incident',
        'x',
        '--url',
        'https://a.example',
        '--publisher',
        'A',
        '--date',
        '2024',
      ],
      'there is no incident "x"',
    ],
    [
      [
        'add-claim',
        'mutuelle-test',
        '--says',
        'uses-operator',
        '--operator',
        'beta',
        '--url',
        'http://a.example',
        '--publisher',
        'A',
        '--date',
        '2024',
      ],
      'http is not allowed',
    ],
    [
      [
        'add-claim',
        'mutuelle-test',
        '--says',
        'uses-operator',
        '--operator',
        'beta',
        '--url',
        'https://a.example',
        '--publisher',
        'A',
        '--date',
        '2999',
      ],
      '2999 is in the future',
    ],
  ])('refuses %j with the reason and writes nothing', async (args, sentence) => {
    const before = await content();
    const { code, err } = await data(...args);
    expect([code, await content()]).toEqual([1, before]);
    expect(err).toContain('nothing was written');
    expect(err).toContain(sentence);
  });

  it('tells what changed since a commit', async () => {
    const git = (...args: string[]): Promise<Outcome> =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], directory);
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'facts');
    expect((await data('diff', 'HEAD')).out).toBe('Nothing changed since HEAD.\n');
    const changed = insurerOf({ name: 'Mutuelle Neuve', aliases: ['MN'] });
    await writeSampleFile(directory, 'insurers.json', {
      insurers: [changed, insurerOf({ id: 'nouvelle', name: 'Nouvelle', aliases: [] })],
    });
    await writeSampleFile(directory, 'operators.json', { operators: [{ id: 'alpha', name: 'Alpha' }] });
    expect((await data('diff', 'HEAD')).out.trimEnd().split('\n')).toEqual([
      '+ insurer nouvelle',
      '- insurer assurance-exemple',
      '~ insurer mutuelle-test',
      '    name "Mutuelle Test" -> "Mutuelle Neuve"',
      '    aliases +"MN" -"MT"',
      '    claims +0 -2',
      '    exposure to theft-2024: confirmed -> unknown',
      '- operator beta',
    ]);
    expect(await data('diff', 'nowhere')).toMatchObject({ code: 2, out: '' });
  });
});
