import type { Block, Button } from '../../core/reply.ts';
import { blocksText, numberedChoices } from '../plain-text.ts';

/** WhatsApp takes 65,536 characters; a screen holds far fewer, and beyond some thousand it hides the rest. */
const longestText = 4000;
/** Characters that no text holds, around what is bold. */
const open = '\uFDD0';
const close = '\uFDD1';
/** As thin as a space can be: a mark followed by a space marks nothing, on every phone. */
const hairSpace = '\u200A';

/**
 * A reply in as many messages as it needs, with WhatsApp's own marks.
 *
 * @param hint how to choose, said above the choices; null: they stand alone
 */
export function formatReply(
  blocks: readonly Block<string>[],
  buttons: readonly Button<string>[],
  hint: string | null,
): string[] {
  const said = blocksText(blocks, { bold: (inner) => `${open}${inner}${close}` });
  const choices = numberedChoices(buttons);
  const asked = choices !== '' && hint !== null ? `${hint}\n${choices}` : choices;
  const whole = [said, asked].filter((part) => part !== '').join('\n\n');
  const lines = whole.toWellFormed().replace(/\0/g, '').split('\n');
  return split(carried(lines).map(marked).join('\n'));
}

/** Marks hold within a line alone: what is bold over several lines is bold in each. */
function carried(lines: readonly string[]): string[] {
  let bold = false;
  return lines.map((line) => {
    const begun = bold ? open + line : line;
    bold = begun.lastIndexOf(open) > begun.lastIndexOf(close);
    return bold ? begun + close : begun;
  });
}

/** Sets the marks of one line. What people or the data wrote never turns into a mark. */
function marked(line: string): string {
  const pieces = line.split(new RegExp(`${open}([^${close}]*)${close}`));
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return defused(piece);
      const inner = piece.trim();
      const fits =
        inner !== '' &&
        !inner.includes('*') &&
        /(?:^|[\s("«])$/.test(pieces[index - 1] ?? '') &&
        /^(?:$|[\s.,;:!?)"»…])/.test(pieces[index + 1] ?? '');
      return fits ? piece.replace(inner, () => `*${defused(inner)}*`) : defused(piece);
    })
    .join('');
}

/** A mark opens before a word; between letters it marks nothing, and a link stays as it is. */
function defused(text: string): string {
  return text
    .replace(
      /(\S*:\/\/\S*)|(?<![\p{L}\p{N}])([*_~])(?=[^\s*_~])/gu,
      (_whole, link: string | undefined, mark: string) => link ?? mark + hairSpace,
    )
    .replaceAll('`', '\u2019') // code may begin with a space
    .replace(/^(\s*[>*-])(?= )/, `${hairSpace}$1`);
}

/** Cuts between paragraphs where that is possible, else between lines, words, or anywhere but inside a character. */
function split(text: string): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longestText) {
    const cut = cutOf(rest);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}
function cutOf(text: string): number {
  for (const border of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(border, longestText);
    if (at > longestText / 2) return at;
  }
  const unit = text.charCodeAt(longestText);
  return unit >= 0xdc00 && unit <= 0xdfff ? longestText - 1 : longestText;
}
