import { describe, expect, it } from 'vitest';
import { formatReply } from '../../../src/channels/whatsapp/format.ts';
import type { Block, Button } from '../../../src/core/reply.ts';

const paragraph = (text: string): Block<string> => ({ kind: 'paragraph', text });
const format = (...texts: string[]) => formatReply(texts.map(paragraph), [], null);
const choice = (label: string): Button<string> => ({ label, action: { kind: 'ask', intent: 'help' } });
/** Where WhatsApp would show something bold, italic, struck or as code: a mark before a word and its like after one. */
const marks = (text: string) =>
  text.match(/(?<![\p{L}\p{N}])([*_~`])(?=\S)[^\n]*?\S\1(?![\p{L}\p{N}])/gu) ?? [];

describe('a reply in WhatsApp’s own marks', () => {
  it('makes bold what is bold', () => {
    expect(format('**Oui, prévenez votre banque.** Puis changez de code.')).toEqual([
      '*Oui, prévenez votre banque.* Puis changez de code.',
    ]);
    expect(format('Appelez le **3218** (**gratuit**).')).toEqual(['Appelez le *3218* (*gratuit*).']);
  });

  it('keeps the marks inside their line and at the words', () => {
    expect(format('**Un.\nDeux.**')).toEqual(['*Un.*\n*Deux.*']);
    expect(format('** large **.')).toEqual([' *large* .'.trim()]);
  });

  it('leaves plain what WhatsApp would not make bold, rather than showing stars', () => {
    expect(format('anti**virus**')).toEqual(['antivirus']);
    expect(format('**a*b**')).toEqual(['a*b']);
    expect(format('****')).toEqual(['****']);
  });

  it.each([
    '*gras*',
    '_italique_',
    '~barré~',
    '```code```',
    '`code`',
    'dites *vite* oui',
    '(_x_)',
    '*a _b_ c*',
  ])('never lets %s of a text turn into marks', (text) => {
    const [shown = ''] = format(text);
    expect(marks(shown)).toEqual([]);
    expect(shown.replaceAll('\u200A', '')).toBe(text.replaceAll('`', '’'));
  });

  it('does not let a line of a text become a quote or a list', () => {
    for (const line of ['> cité', '- point', '* point'])
      expect(format(`Il écrit :\n${line}`)).toEqual([`Il écrit :\n\u200A${line}`]);
  });

  it('leaves links as they are', () => {
    for (const link of [
      'https://exemple.fr/a_b_c?x=*1*',
      'https://exemple.fr/_suite_',
      'sous_domaine_test.fr',
    ])
      expect(format(`Voir ${link} .`)).toEqual([`Voir ${link} .`]);
  });

  it('shows lists, links and numbered choices, with the hint above them', () => {
    const [shown] = formatReply(
      [
        paragraph('À faire :'),
        { kind: 'list', items: ['**Banque** : appeler', 'Mot de passe'], ordered: true },
        { kind: 'link', label: 'Le site', url: 'https://exemple.fr' },
      ],
      [choice('Que faire ?'), choice('**Urgence**')],
      'Répondez par le numéro :',
    );
    expect(shown).toBe(
      'À faire :\n\n1. *Banque* : appeler\n2. Mot de passe\n\nLe site https://exemple.fr\n\n' +
        'Répondez par le numéro :\n  1. Que faire ?\n  2. Urgence',
    );
  });

  it('cuts a long text between paragraphs, else between words, never inside a character', () => {
    const long = Array.from({ length: 12 }, (_, index) => `${String(index)} ${'mot '.repeat(250).trim()}`);
    const parts = format(...long);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(4000);
    expect(parts.join('\n\n')).toBe(long.join('\n\n'));
    const faces = format('😀'.repeat(4001));
    expect(faces.join('')).toBe('😀'.repeat(4001));
    for (const part of faces) expect(part.isWellFormed()).toBe(true);
  });

  it('writes nothing for nothing', () => {
    expect(format()).toEqual([]);
    expect(format('  ')).toEqual([]);
  });
});
