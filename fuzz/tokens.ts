import type { Corpus } from './corpus.ts';
import type { Random } from './random.ts';

/** Makes a whole text from pieces of the corpus; `size` is about how long it may get, in UTF-16 units. */
export type Maker = (corpus: Corpus, random: Random, size: number) => string;

const signs = Array.from('.,;:!?…()[]{}<>«»“”"\'’*_~`^|\\/-–—+=@#$€%&0123456789\n\t ');

function wordsOf(corpus: Corpus, random: Random): string[] {
  return random.pick(corpus.texts).split(/\s+/);
}
function repeated(piece: string, size: number): string {
  return piece === '' ? '' : piece.repeat(Math.max(1, Math.ceil(size / piece.length))).slice(0, size);
}
/** Pieces one after another until the size is reached. */
function row(size: number, make: () => string): string {
  const pieces: string[] = [];
  for (let length = 0; length < size;) {
    const piece = make();
    pieces.push(piece);
    length += piece.length + 1;
  }
  return pieces.join('').slice(0, size);
}

/** Texts of one kind of token: names, links, numbers, marks, lines, quotations, commands. */
export const tokenMakers: readonly Maker[] = [
  (corpus, random, size) => repeated(`${random.pick(wordsOf(corpus, random))}${random.pick([' ', '', '\n', ', ', '.', '-'])}`, size),
  (corpus, random, size) => repeated(random.pick(corpus.wordings) + random.pick([' ', '', '. ', '\n']), size),
  (corpus, random, size) => row(size, () => random.pick(corpus.names) + random.pick([' ', ', ', ' et ', ' ou ', '\n', ''])),
  (corpus, random, size) => row(size, () => random.pick(corpus.links) + random.pick([' ', '/', '?u=', '.', '@', '\n', ''])),
  (corpus, random, size) => row(size, () => random.pick(corpus.wordings) + random.pick([' ', ' ', ', ', '. '])),
  (corpus, random, size) => row(size, () => random.pick(wordsOf(corpus, random)) + random.pick([' ', ' ', ' ', '\n', ''])),
  (_, random, size) => random.times(size, () => random.pick(signs)).join(''),
  (_, random, size) => repeated(random.pick(signs) + random.pick(signs), size),
  (_, random, size) => random.times(size, () => String(random.below(10)) + random.pick(['', '', ' ', '.', '-'])).join('').slice(0, size),
  (corpus, random, size) => {
    const depth = Math.floor(size / 12);
    return `${'['.repeat(depth)}${random.pick(corpus.links)}${`](${random.pick(['x', 'http://a.top'])})`.repeat(depth)}`;
  },
  (corpus, random, size) => row(size, () => `<a href="${random.pick(corpus.links)}">${random.pick(corpus.links)}</a>`),
  (corpus, random, size) => row(size, () => `${random.pick(['De', 'From', 'Objet', 'Sujet', 'À'])} : ${random.pick(corpus.links)}\n`),
  (corpus, random, size) => repeated(`${random.pick(['/aide', '/analyser', '/plan', '/oublier', '/x'])} `, size) + random.pick(corpus.texts),
  (corpus, random, size) => row(size, () => `${random.pick(['«', '“', '"', '» ', '” '])}${random.pick(wordsOf(corpus, random))} `),
  (_, random, size) => row(size, () => `http${random.pick(['s', ''])}://${random.times(1 + random.below(60), () => random.pick(['a', 'ameli', 'fr', '-', '0'])).join(random.pick(['.', '', '-']))} `),
  (_, random, size) => repeated(random.pick(['a', 'é', 'o0', 'xn--', 'w', '\u0301', '\u200b', '🙏', 'ha', '\ud800', 'ﷺ', 'ǅ', 'İ', 'ß']), size),
]; // prettier-ignore
