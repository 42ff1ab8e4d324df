import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromData, phrase, type PhraseKey } from '../../src/core/reply.ts';
import { createTranslator } from '../../src/rendering/translator.ts';
import { parts } from '../support/assistant.ts';

const { translate } = parts;
const knowledge = parts.brain.knowledge;
const phrases = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../locales/fr/phrases.json'), 'utf8'),
) as Record<string, string>;

describe('the words', () => {
  it.each([
    ['2024', '2024'],
    ['2024-02', 'février 2024'],
    ['2024-02-08', '8 février 2024'],
    ['2024-02-01', '1er février 2024'],
    ['2026-11-24', '24 novembre 2026'],
  ])('write the date %s as "%s"', (date, written) => {
    expect(translate(phrase('sources.short', { publisher: 'X', date: { date } }))).toBe(`X (${written})`);
  });

  it('join lists as French does', () => {
    const list = ['un', 'deux', 'trois'].map((text) => fromData(text));
    expect(translate(phrase('sources.line', { list: { list } }))).toBe('Sources : un, deux et trois.');
  });

  it('let nothing that a person wrote change the layout or be filled in again', () => {
    const nasty = '**gras** {{publisher}} $t(greeting.first) <b>&amp;';
    expect(translate(phrase('unlisted', { name: nasty }))).toContain(
      '« *gras* {{publisher}} $t(greeting.first) <b>&amp; »',
    );
    expect(translate(fromData('vu : {{fragment}}', { fragment: nasty }))).toBe(
      'vu : *gras* {{publisher}} $t(greeting.first) <b>&amp;',
    );
  });

  it('choose the plural of the language, also for millions', () => {
    const plural = createTranslator('fr', {
      'quiz.score_one': '{{count}} point',
      'quiz.score_many': '{{count}} de points',
      'quiz.score_other': '{{count}} points',
    });
    expect([1, 2, 33_000_000].map((count) => plural(phrase('quiz.score', { count })))).toEqual([
      '1 point',
      '2 points',
      '33000000 de points',
    ]);
  });

  it('have a phrase for every kind of data, emergency and redaction that the facts know', () => {
    const kinds = knowledge.incidents.flatMap(({ data, byOperator }) =>
      [data, ...Object.values(byOperator)].flatMap(({ leaked, notLeaked, notListed = [] }) => [
        ...leaked,
        ...notLeaked,
        ...notListed,
      ]),
    );
    const needed = [
      ...kinds.map((kind) => `dataKind.${kind}`),
      ...knowledge.emergencies.map(({ given }) => `given.${given}`),
      ...['nir', 'iban', 'card', 'code'].map((kind) => `redacted.kind.${kind}`),
    ];
    expect([...new Set(needed)].filter((key) => !(key in phrases))).toEqual([]);
  });

  it('hold no phrase that nothing says', () => {
    const code = readSources();
    const dynamic = [
      'dataKind.',
      'given.',
      'redacted.kind.',
      'state.',
      'alerts.state.',
      'todo.',
      'step.',
      'verdict.',
      'language.',
      'picture.code.',
      'picture.refused.',
      'quiz.wrong.',
      'telegram.command.',
      'telegram.unread.',
    ];
    const unused = (Object.keys(phrases) as PhraseKey[]).filter(
      (key) =>
        !dynamic.some((stem) => key.startsWith(stem)) &&
        !code.includes(`'${key.replace(/_(?:one|many|other)$/, '')}'`),
    );
    expect(unused).toEqual([]);
  });
});

function readSources(): string {
  const root = join(import.meta.dirname, '../../src');
  return [
    'core',
    'core/alerts',
    'core/answers',
    'assistant',
    'rendering',
    'channels',
    'channels/telegram',
    'channels/whatsapp',
    '.',
  ]
    .flatMap((folder) => readdir(join(root, folder)))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}
function readdir(folder: string): string[] {
  return globSync('*.ts', { cwd: folder }).map((name) => join(folder, name));
}
