import { hex, type Colours, type Greys, type Rgb } from './pixels.ts';
import type { Box, ReadLine, ReadWord } from './reading.ts';
import type { FoundLine } from './recognise.ts';

/** What lines were found in, and how its pixels are found in the picture that was given. */
export type Page = {
  readonly picture: Colours;
  /** `picture` as dark text on white, pixel by pixel. */
  readonly ink: Greys;
  /** The picture the lines were found in is this many times as large as `ink`. */
  readonly enlarged: number;
  /** The bubble, card or field at a pixel of `picture`, or null. */
  readonly regionAt: (x: number, y: number) => number | null;
  /** Whether two regions are of different colours. */
  readonly isOther: (one: number | null, other: number | null) => boolean;
  /** The box in the picture that was given, of a box in `picture`. */
  readonly given: (box: Box) => Box;
};

type FoundWord = {
  readonly text: string;
  readonly confidence: number;
  readonly box: Box;
  readonly region: number | null;
};

/** In heights of a letter: two words farther apart belong to two lines beside each other. */
const widestGap = 4;

/** Lines in reading order, cut where they reach from one bubble to another or over a wide gap. */
export function linesOf(found: readonly FoundLine[], page: Page): ReadLine[] {
  return found.flatMap((line) => {
    const height = heightOf(line) / page.enlarged;
    const words = line.words.flatMap((word) => foundWord(word, page));
    return cut(words, height * widestGap, page.isOther).map((part) => asLine(part, height, page));
  });
}

/** Height of capitals and long letters, in pixels of what the line was found in. */
function heightOf({ rowAttributes, bbox }: FoundLine): number {
  const high = bbox.y1 - bbox.y0;
  const { rowHeight, descenders } = rowAttributes;
  return Math.max(0.45 * high, Math.min(high, rowHeight - Math.abs(descenders)));
}

/** Confidences of letters lie in a narrow band: below it they are guesses, above it they are sure. */
const [guessed, sure] = [85, 99];
/** How much the letters count against the word, which one unusual gap or hyphen brings down to 0. */
const byLetters = 0.6;

function confidenceOf({ confidence, symbols }: FoundLine['words'][number]): number {
  if (symbols.length === 0) return confidence;
  const mean = symbols.reduce((sum, symbol) => sum + symbol.confidence, 0) / symbols.length;
  const letters = Math.max(0, Math.min(100, ((mean - guessed) / (sure - guessed)) * 100));
  return byLetters * letters + (1 - byLetters) * confidence;
}

function foundWord(word: FoundLine['words'][number], { enlarged, regionAt }: Page): FoundWord[] {
  const { text, bbox } = word;
  const box = {
    left: bbox.x0 / enlarged,
    top: bbox.y0 / enlarged,
    right: bbox.x1 / enlarged,
    bottom: bbox.y1 / enlarged,
  };
  if (text.trim() === '') return [];
  const region = regionAt((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return [{ text: text.trim(), confidence: confidenceOf(word), box, region }];
}

function cut(words: readonly FoundWord[], gap: number, isOther: Page['isOther']): FoundWord[][] {
  const parts: FoundWord[][] = [];
  for (const word of words) {
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (part && last && !isOther(last.region, word.region) && word.box.left - last.box.right < gap)
      part.push(word);
    else parts.push([word]);
  }
  return parts;
}

function asLine(words: readonly FoundWord[], height: number, page: Page): ReadLine {
  const box = around(words.map((word) => word.box));
  const given = page.given(box);
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: words.map(({ text }) => text).join(' '),
    confidence: words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters,
    box: given,
    letterHeight: (height * (given.bottom - given.top)) / Math.max(1, box.bottom - box.top),
    words: words.map(({ text, confidence, box: own }): ReadWord => ({
      text,
      confidence,
      box: page.given(own),
    })),
    ...coloursIn(box, page),
    region: words[0]?.region ?? null,
  };
}

export function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Darker than this it is the middle of a stroke, lighter than the other it is ground. */
const [stroke, ground] = [40, 250];

function coloursIn(
  { left, top, right, bottom }: Box,
  { picture, ink }: Page,
): { background: string; ink: string } {
  const sums = { stroke: [0, 0, 0, 0], ground: [0, 0, 0, 0] };
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(ink.height, bottom); y += 1)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(ink.width, right); x += 1) {
      const at = y * ink.width + x;
      const grey = ink.data[at] as number;
      const sum = grey < stroke ? sums.stroke : grey > ground ? sums.ground : null;
      if (!sum) continue;
      for (let part = 0; part < 3; part += 1)
        sum[part] = (sum[part] as number) + (picture.data[at * 3 + part] as number);
      sum[3] = (sum[3] as number) + 1;
    }
  return { background: hex(mean(sums.ground, 255)), ink: hex(mean(sums.stroke, 0)) };
}

function mean([red = 0, green = 0, blue = 0, count = 0]: readonly number[], otherwise: number): Rgb {
  return count === 0 ? [otherwise, otherwise, otherwise] : [red / count, green / count, blue / count];
}
