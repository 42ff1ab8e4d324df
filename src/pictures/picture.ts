import sharp from 'sharp';
import type { CodeFinder } from './codes.ts';
import { decode, type Decoded } from './decode.ts';
import { linesOf } from './lines.ts';
import { isPhoto, preparePhoto } from './photo.ts';
import type { Colours, Greys } from './pixels.ts';
import type { Box, PictureReading, ReadLine, ReadPicture } from './reading.ts';
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
  return readDecoded(decoded, recogniser, codes);
}

/** Reads a picture whose pixels are known. */
export async function readDecoded(
  decoded: Decoded,
  recogniser: Recogniser,
  codes: CodeFinder,
): Promise<PictureReading> {
  const { picture } = decoded;
  const photo = isPhoto(picture);
  const [seen, codesFound] = await Promise.all([
    photo ? readPhoto(picture, recogniser) : readScreenshot(decoded, recogniser),
    codes.find(picture),
  ]);
  return {
    kind: 'picture',
    ...seen,
    codes: codesFound.map((code) => ({ ...code, box: scaled(code.box, decoded.scale) })),
    confidence: confidenceOf(seen.lines),
    photo,
  };
}

type Seen = Pick<ReadPicture, 'width' | 'height' | 'lines' | 'regions'>;

async function readScreenshot(
  { picture, scale, width, height }: Decoded,
  recogniser: Recogniser,
): Promise<Seen> {
  const given = (box: Box): Box => scaled(box, scale);
  const prepared = prepareScreenshot(picture);
  const { lines, enlarged } = await enlargedAndRead(prepared.ink, recogniser);
  return {
    width,
    height,
    lines: linesOf(lines, { ...prepared, picture, enlarged, given }),
    regions: prepared.regions.map(({ box, colour }) => ({ box: given(box), colour })),
  };
}

/** In pixels of the photo once it is level and cut. */
async function readPhoto(photo: Colours, recogniser: Recogniser): Promise<Seen> {
  const prepared = await preparePhoto(photo);
  const { width, height } = prepared.picture;
  const lines = await recogniser.recognise(prepared.ink);
  const given = (box: Box): Box => scaled(box, 1);
  return {
    width,
    height,
    lines: linesOf(lines, { ...prepared, enlarged: 1, given }),
    regions: prepared.regions,
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
