import sharp from 'sharp';
import type { CodeFinder } from './codes.ts';
import { decode } from './decode.ts';
import { linesOf } from './lines.ts';
import type { Greys } from './pixels.ts';
import type { Box, PictureReading, ReadLine } from './reading.ts';
import type { Recogniser } from './recognise.ts';
import { letterHeightOf, prepareScreenshot } from './screenshot.ts';

/** Height of small letters that is read best, in pixels. */
const wanted = 24;
const [smallest, largest] = [0.5, 4];
/** Scales this near to 1 are not worth the time. */
const near = { from: 0.65, to: 1.15 };
/** Pixels that are looked at for letters. */
const most = 16_000_000;

/** Reads a picture given as a file: its lines, bubbles and codes. */
export async function readPicture(
  bytes: Uint8Array,
  pixels: number,
  recogniser: Recogniser,
  codes: CodeFinder,
): Promise<PictureReading> {
  const decoded = await decode(bytes, pixels);
  if (typeof decoded === 'string') return { kind: 'refused', reason: decoded };
  const { picture, scale, width, height } = decoded;
  const given = (box: Box): Box => scaled(box, scale);
  const prepared = prepareScreenshot(picture);
  const { ink } = prepared;
  const [found, codesFound] = await Promise.all([enlargedAndRead(ink, recogniser), codes.find(picture)]);
  const lines = linesOf(found.lines, { ...prepared, picture, enlarged: found.enlarged, given });
  return {
    kind: 'picture',
    width,
    height,
    lines,
    regions: prepared.regions.map(({ box, colour }) => ({ box: given(box), colour })),
    codes: codesFound.map((code) => ({ ...code, box: given(code.box) })),
    confidence: confidenceOf(lines),
    photo: false,
  };
}

async function enlargedAndRead(ink: Greys, recogniser: Recogniser) {
  const { grey, enlarged } = await asLargeAsWanted(ink);
  return { lines: await recogniser.recognise(grey), enlarged };
}

async function asLargeAsWanted(ink: Greys): Promise<{ grey: Greys; enlarged: number }> {
  const scale = Math.min(
    Math.max(smallest, Math.min(largest, wanted / (letterHeightOf(ink) ?? wanted))),
    Math.sqrt(most / (ink.width * ink.height)),
  );
  if (scale > near.from && scale < near.to) return { grey: ink, enlarged: 1 };
  const { data, info } = await sharp(ink.data, { raw: { width: ink.width, height: ink.height, channels: 1 } })
    .resize({ width: Math.round(ink.width * scale), kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { grey: { width: info.width, height: info.height, data }, enlarged: info.width / ink.width };
}

const scaled = ({ left, top, right, bottom }: Box, scale: number): Box => ({
  left: Math.round(left * scale),
  top: Math.round(top * scale),
  right: Math.round(right * scale),
  bottom: Math.round(bottom * scale),
});

/** Mean of the words, the longer ones counting more. */
function confidenceOf(lines: readonly ReadLine[]): number {
  const words = lines.flatMap((line) => line.words);
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return (
    words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / Math.max(1, letters)
  );
}
