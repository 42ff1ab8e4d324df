import type { Change } from './characters.ts';
import type { Corpus } from './corpus.ts';
import type { Random } from './random.ts';
import type { Maker } from './tokens.ts';

function cut(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  return text.slice(from, from + 1 + random.below(text.length + 1));
}
function two(corpus: Corpus, random: Random): readonly [string, string] {
  return [random.pick(corpus.texts), random.pick(corpus.texts)];
}

/** Texts put together from several. */
export const structureMakers: readonly Maker[] = [
  (corpus, random) => random.pick(corpus.texts),
  (corpus, random) => random.pick(corpus.texts),
  (corpus, random) => cut(random.pick(corpus.texts), random),
  (corpus, random) => {
    const [one, other] = two(corpus, random);
    return one.slice(0, random.below(one.length + 1)) + other.slice(random.below(other.length + 1));
  },
  (corpus, random) => {
    const [one, other] = two(corpus, random);
    return `${one}${random.pick(['\n', ' : « ', '\n\n', ' ? ', ' "', ': '])}${other}${random.pick(['', ' »', '"', ' ?', '\n'])}`;
  },
  (corpus, random) => random.times(2 + random.below(6), () => random.pick(corpus.texts)).join(random.pick(['\n', ' '])),
  (corpus, random) => `${random.pick(corpus.names)} ${random.pick(corpus.texts)}`,
  (corpus, random) => random.pick(corpus.wordings),
  (corpus, random) => random.times(1 + random.below(8), () => random.pick(corpus.wordings)).join(' '),
]; // prettier-ignore

/** The order of words and the shape of a text. */
export const structureChanges: readonly Change[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => {
    const words = text.split(' ');
    return words.map(() => random.pick(words)).join(' ');
  },
  (text, random) => text.split(' ').filter(() => random.chance(0.8)).join(' '),
  (text, random) => text.replaceAll(' ', () => random.pick([' ', ' ', '\n', '  '])),
  (text) => `> ${text.replaceAll('\n', '\n> ')}`,
  (text, random) => `${text}${random.pick(['{{name}}', '$t(help)', '**', '${x}', '%s', '<b>', '[x](tg://user?id=1)', '\\u0000', '</w:t>'])}`,
]; // prettier-ignore
