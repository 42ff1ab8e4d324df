import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { untranslated } from '../../src/cli/data/translations.ts';
import { shownTexts } from '../../src/knowledge/shown-texts.ts';
import {
  isEasy,
  longestEasySentence,
  readabilityOf,
  sentencesOf,
  wordsOf,
} from '../../src/rendering/readability.ts';
import { parts } from '../support/assistant.ts';

const locales = join(import.meta.dirname, '../../locales');
const table = (...path: string[]) =>
  JSON.parse(readFileSync(join(locales, ...path), 'utf8')) as Record<string, string>;
const french = table('fr', 'phrases.json');
const { knowledge, signalExplanations } = parts.brain;
const texts = [...new Set([...shownTexts(knowledge), ...Object.values(signalExplanations)])];

/** Letters go to French institutions: they stay in French, with the names of their files. */
const staysFrench = (key: string) =>
  /\.doc\.\d|^complaint\.scam\.\d|^(?:letter|complaint|authority)\..*name$|^(?:complaint|authority)\.name$/.test(
    key,
  );
const parameters = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
const digits = (text: string) => (text.match(/\d/g) ?? []).sort().join('');
const languages = [
  { language: 'en', plurals: ['one', 'other'] },
  { language: 'fr-simple', plurals: ['one', 'many', 'other'] },
] as const;

describe.each(languages)('the words in $language', ({ language, plurals }) => {
  const phrases = table(language, 'phrases.json');
  const data = table(language, 'data.json');

  it('say every phrase but those of letters, and no other', () => {
    const plural = /_(?:one|many|other)$/;
    const needed = Object.keys(french).flatMap((key) => (staysFrench(key) || plural.test(key) ? [] : [key]));
    const stems = new Set(
      Object.keys(french).flatMap((key) => (plural.test(key) ? [key.replace(plural, '')] : [])),
    );
    const all = [...needed, ...[...stems].flatMap((stem) => plurals.map((form) => `${stem}_${form}`))];
    expect(all.filter((key) => !(key in phrases))).toEqual([]);
    expect(Object.keys(phrases).filter((key) => !all.includes(key))).toEqual([]);
  });

  it('fill in the same parameters as the French', () => {
    const other = Object.entries(phrases).filter(
      ([key, text]) => parameters(text).join() !== parameters(french[key] ?? '').join(),
    );
    expect(other.map(([key]) => key)).toEqual([]);
  });

  it('say every fact and sign, and nothing of a fact that has changed', async () => {
    expect((await untranslated(texts, locales))[language]).toEqual([]);
    expect(Object.keys(data).filter((text) => !texts.includes(text))).toEqual([]);
  });

  it('change no figure, date, number or parameter of a fact', () => {
    const changed = Object.entries(data).filter(
      ([text, translation]) =>
        digits(text) !== digits(translation) || parameters(text).join() !== parameters(translation).join(),
    );
    expect(changed).toEqual([]);
  });

  it('never say that somebody or a message is safe', () => {
    const safe =
      /\b(?:you(?: a|['\u2019])re safe|is safe|are safe|rien \u00e0 craindre|vous ne risquez rien|en s\u00e9curit\u00e9)\b/i;
    expect([...Object.values(phrases), ...Object.values(data)].filter((text) => safe.test(text))).toEqual([]);
  });
});

describe('easy French', () => {
  const phrases = table('fr-simple', 'phrases.json');
  const data = table('fr-simple', 'data.json');
  const said = [...Object.values(phrases), ...texts.map((text) => data[text] ?? text)];

  it('has no long sentence', () => {
    const long = said
      .flatMap(sentencesOf)
      .filter((sentence) => wordsOf(sentence).length > longestEasySentence);
    expect(long).toEqual([]);
  });

  it('joins no two sentences with a semicolon, and puts figures in digits', () => {
    expect(said.filter((text) => text.includes(';'))).toEqual([]);
    const inWords =
      /(?<!\p{L})(?:quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente|cent|mille)(?!\p{L})/iu;
    expect(Object.entries(phrases).filter(([, text]) => inWords.test(text))).toEqual([]);
  });

  it('has no idiom and no hard word of the normal text', () => {
    const hard =
      /trancher|falsifi|soutirer|sourcer|agacant|aga\u00e7ant|louche|d\u00e9cid\u00e9ment|selon toute vraisemblance|mal orthographi|\u00e9pargn|pr\u00e9judice|sollicitation|h\u00e9berge/i;
    expect(Object.entries(phrases).filter(([, text]) => hard.test(text))).toEqual([]);
  });

  it('says vous', () => {
    const familiar = /(?<!\p{L})(?:tu|toi|ton|tes|ta)(?!\p{L})/iu;
    expect(Object.entries(phrases).filter(([, text]) => familiar.test(text))).toEqual([]);
  });

  it('reads more easily than the French', () => {
    const keys = Object.keys(phrases).filter((key) => wordsOf(french[key] ?? '').length > 4);
    const easy = readabilityOf(keys.map((key) => phrases[key] ?? ''));
    const normal = readabilityOf(keys.map((key) => french[key] ?? ''));
    expect(easy.wordsPerSentence).toBeLessThan(10);
    expect(easy.wordsPerSentence).toBeLessThan(0.85 * normal.wordsPerSentence);
    expect(easy.longWords).toBeLessThan(normal.longWords);
  });
});

describe('the measure of readability', () => {
  it('counts sentences and words as a reader does', () => {
    expect(
      sentencesOf('**Oui.** Appelez le {{phone}} : voici https://a.example/b. Puis « {{text}} ».'),
    ).toEqual(['Oui.', 'Appelez le {{phone}} :', 'voici x.', 'Puis {{text}}.']);
    expect(wordsOf('C\u2019est le 17 f\u00e9vrier, peut-\u00eatre.')).toEqual([
      'C\u2019est',
      'le',
      '17',
      'f\u00e9vrier',
      'peut-\u00eatre',
    ]);
  });

  it('calls a text easy when no sentence is long', () => {
    expect(isEasy('Appelez votre banque. Gardez le message.')).toBe(true);
    expect(isEasy('Appelez votre banque ; gardez le message.')).toBe(false);
    expect(isEasy(Array.from({ length: 16 }, () => 'mot').join(' '))).toBe(false);
  });
});
