import i18next, { type i18n } from 'i18next';
import type { Param, Phrase } from '../core/reply.ts';

export type Translate = (phrase: Phrase) => string;

export type TranslatorOptions = {
  /** French sentences of the data in this language; what is missing stays French, so that nothing out of date is said. */
  readonly data?: Readonly<Record<string, string>>;
  /** Lists of more items than this are written one a line. */
  readonly longestInline?: number;
  /** Says the phrases that this language has none for: letters to French institutions. */
  readonly otherwise?: Translate;
};

/**
 * Prepares the words of one language. i18next chooses plurals; dates and lists are written by Intl.
 * Parameters lose our own bold marks, so that nothing a person writes can change the layout.
 *
 * @param language a BCP 47 tag, for example "fr"
 * @param phrases the flat table of locales/<language>/phrases.json
 */
export function createTranslator(
  language: string,
  phrases: Readonly<Record<string, string>>,
  { data = {}, longestInline = Infinity, otherwise }: TranslatorOptions = {},
): Translate {
  const instance: i18n = i18next.createInstance();
  void instance.init({
    lng: language,
    resources: { [language]: { translation: phrases } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escape: withoutMarks, escapeValue: true },
  });
  const lists = {
    and: new Intl.ListFormat(language, { type: 'conjunction' }),
    or: new Intl.ListFormat(language, { type: 'disjunction' }),
  };
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const sentences = new Map(Object.entries(data));

  function written(param: Param): string | number {
    if (typeof param !== 'object') return param;
    if ('list' in param) return inList(param.list.map(translate), param.join ?? 'and');
    if ('date' in param) return dateInWords(param.date);
    return translate(param);
  }
  function inList(items: readonly string[], join: 'and' | 'or'): string {
    return items.length > longestInline
      ? `\n${items.map((item) => `\u2022 ${item}`).join('\n')}`
      : lists[join].format(items);
  }
  // neither depends on a person: keys of the code and dates of the facts, both few
  const fixed = new Map<string, string>();
  const dates = new Map<string, string>();

  function fixedPhrase(key: string): string {
    const known = fixed.get(key) ?? instance.t(key);
    fixed.set(key, known);
    return known;
  }
  function dateInWords(date: string): string {
    const known = dates.get(date) ?? writtenDate(date);
    dates.set(date, known);
    return known;
  }
  function writtenDate(date: string): string {
    const at = new Date(`${date}${'-01'.repeat((10 - date.length) / 3)}T00:00:00Z`);
    if (date.length === 4) return date;
    if (date.length === 7) return month.format(at);
    return date.endsWith('-01')
      ? instance.t('date.first-of-month', { month: month.format(at) })
      : day.format(at);
  }
  function translate(phrase: Phrase): string {
    if ('sentences' in phrase) return phrase.sentences.map(translate).join(' ');
    if ('data' in phrase) {
      const text = sentences.get(phrase.data) ?? phrase.data;
      return phrase.params ? fill(text, phrase.params) : text;
    }
    const { key, params } = phrase;
    if (otherwise && !(key in phrases) && !(`${key}_other` in phrases)) return otherwise(phrase);
    if (!params) return fixedPhrase(key);
    return instance
      .t(key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, written(value)])))
      .replaceAll(' \n', '\n'); // a list of lines begins at the end of its sentence
  }
  return translate;
}

/** Fills `{{name}}` in text of the data; what is filled in is not looked at again. */
function fill(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => withoutMarks(params[name] ?? whole));
}
function withoutMarks(text: string): string {
  return text.replaceAll('**', '*');
}
