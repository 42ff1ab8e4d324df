import type { WordingInput } from './wording-features.ts';

/** One trait of the form of a text; an alarming one never speaks for the message. */
export type Shape = { readonly name: string; readonly alarming: boolean };

const alarmingShapes = new Set([
  'link unknown',
  'link unknown fr',
  'email unknown',
  'email unknown fr',
  'several links',
  'placeholder',
  'number premium',
  'number foreign',
]);

/**
 * The form of a stretch of a message: its ways in, marks and length. None depends on capitals, which change nothing.
 *
 * @param from first token
 * @param to last token, excluded
 */
export function shapesOf({ reading, links }: WordingInput, from: number, to: number): Shape[] {
  const start = reading.tokens[from]?.start ?? 0;
  const end = reading.tokens[to - 1]?.end ?? 0;
  const text = reading.text.slice(start, to === reading.tokens.length ? end + 3 : end);
  const names: string[] = [];
  const inside = (place: { start: number }): boolean => place.start >= start && place.start < end;
  const near = links.filter(({ link }) => inside(link));
  for (const { link, host } of near) {
    // small French companies, which are on no list, are mostly under .fr
    const local = host.standing === 'unknown' && link.suffix === 'fr' ? ' fr' : '';
    names.push(`${link.kind} ${host.standing}${local}`);
  }
  if (near.length > 1) names.push('several links');
  const placeholder = reading.links.some((link) => link.kind === 'placeholder' && inside(link));
  if (placeholder) names.push('placeholder');
  const numbers = reading.numbers.filter(inside);
  for (const number of numbers) names.push(`number ${number.kind}`);
  if (near.length === 0 && !placeholder) names.push(numbers.length > 0 ? 'number alone' : 'no way in');
  const exclamations = text.split('!').length - 1;
  if (exclamations > 0) names.push(exclamations > 1 ? 'exclamations' : 'exclamation');
  if (text.includes('?')) names.push('question');
  if (/[«»“”"]/.test(text)) names.push('quotation');
  if (text.includes('\n')) names.push(/\n\s*\n/.test(text) ? 'paragraphs' : 'lines');
  const words = to - from;
  names.push(`words ${[6, 12, 20, 35, 60, 100].find((most) => words <= most) ?? 'many'}`);
  return names.map((name) => ({ name, alarming: alarmingShapes.has(name) }));
}
