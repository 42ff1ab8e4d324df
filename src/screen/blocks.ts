import type { ReadLine } from '../pictures/reading.ts';
import { median, widthOf } from './boxes.ts';
import { joinedLines } from './paragraphs.ts';

/** A gutter between columns is at least as wide as so many letters are high. */
const gutter = 2.2;
const fewestRows = 3;
const fewestLetters = 11;
/** Letters so much higher than those before belong to something else. */
const otherSize = 1.4;

/** A page or letter as text: column after column, what differs in colour or size apart. */
export function joinedBlocks(lines: readonly ReadLine[]): string {
  const byTop = [...lines].sort((a, b) => a.box.top - b.box.top);
  return columnsOf(byTop)
    .flatMap((column) => {
      const widths = new Map(
        [...Map.groupBy(column, ({ region }) => region)].map(([region, lines]) => [
          region,
          Math.max(...lines.map(({ box }) => widthOf(box))),
        ]),
      );
      return partsOf(column).map((part) => joinedLines(part, widths.get(part[0]?.region ?? null)));
    })
    .join('\n');
}

function columnsOf(lines: readonly ReadLine[]): ReadLine[][] {
  for (let start = 0; lines.length - start >= 2 * fewestRows; start++) {
    const rest = lines.slice(start);
    const split = gutterOf(rest);
    if (split === null) continue;
    const left = rest.filter(({ box }) => box.right <= split);
    const right = rest.filter(({ box }) => box.left >= split);
    return [lines.slice(0, start), left, right].filter((part) => part.length > 0);
  }
  return [[...lines]];
}

/** Where no line crosses a strip with several rows of text on both sides; null when there is none. */
function gutterOf(lines: readonly ReadLine[]): number | null {
  const least = gutter * median(lines.map(({ letterHeight }) => letterHeight));
  const byLeft = [...lines].sort((a, b) => a.box.left - b.box.left);
  let reach = 0;
  for (const [at, line] of byLeft.entries()) {
    if (at > 0 && line.box.left - reach >= least) {
      const sides = [byLeft.slice(0, at), byLeft.slice(at)];
      if (sides.every(isColumn)) return line.box.left;
    }
    reach = Math.max(reach, line.box.right);
  }
  return null;
}

function isColumn(lines: readonly ReadLine[]): boolean {
  return lines.length >= fewestRows && median(lines.map(({ text }) => text.length)) >= fewestLetters;
}

/** Lines that follow each other in one field and one size. */
function partsOf(lines: readonly ReadLine[]): ReadLine[][] {
  const parts: ReadLine[][] = [];
  for (const line of lines) {
    const last = parts.at(-1)?.at(-1);
    if (last && belongsTo(last, line)) parts.at(-1)?.push(line);
    else parts.push([line]);
  }
  return parts;
}

function belongsTo(last: ReadLine, line: ReadLine): boolean {
  const ratio = line.letterHeight / Math.max(1, last.letterHeight);
  return last.region === line.region && ratio < otherSize && ratio > 1 / otherSize;
}
