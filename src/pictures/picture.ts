import sharp from 'sharp';
import { isPhoto } from './camera.ts';
import type { CodeFinder } from './codes.ts';
import { componentsOf } from './components.ts';
import { decode, type Decoded } from './decode.ts';
import { cutToFrame } from './frame.ts';
import { usualHeightIn } from './letters.ts';
import { around, linesOf } from './lines.ts';
import { preparePhoto } from './photo.ts';
import type { Colours, Greys } from './pixels.ts';
import type { Box, PictureReading, ReadCode, ReadLine, ReadPicture } from './reading.ts';
import type { Recogniser } from './recognise.ts';
import { prepareScreenshot, type Prepared } from './screenshot.ts';
import type { Place } from './straighten.ts';

/** Height of small letters that is read best, in pixels. */
const wanted = 24;
const [smallest, largest] = [0.5, 4];
/** Scales this near to 1 are not worth the time. */
const near = { from: 0.65, to: 1.15 };
/** Pixels that are looked at for letters. */
const most = 16_000_000;
/** A confidence that letters stay below that stand on their heads or were prepared wrongly, some lines of them. */
const legible = 72;
/** How many times as much another way of reading must give to be believed. */
const clearlyMore = 1.2;
const fewestLines = 2;
/** Part of its size that is taken away around a code: its last dots stand on the border of its box. */
const codeMargin = 0.04;

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
  const photo = await isPhoto(picture);
  const found = await codes.find(picture);
  const asPhoto = () => readPhoto(decoded, found, recogniser, codes);
  const asScreenshot = () => readScreenshot(decoded, found, recogniser);
  const first = photo ? await asPhoto() : await asScreenshot();
  if (isLegible(first)) return reading(first, photo);
  const second = photo ? await asScreenshot() : await asPhoto();
  return sureLetters(second) > clearlyMore * sureLetters(first)
    ? reading(second, !photo)
    : reading(first, photo);
}

const reading = (seen: Seen, photo: boolean): ReadPicture => ({
  kind: 'picture',
  ...seen,
  confidence: confidenceOf(seen.lines),
  photo,
});

/** Whether most of what was found is text, so that reading it another way gives nothing more. */
const isLegible = ({ lines }: Seen): boolean => lines.length < fewestLines || confidenceOf(lines) >= legible;

/** The letters that were read surely, the surer ones counting more. */
const sureLetters = ({ lines }: Seen): number =>
  lines
    .flatMap(({ words }) => words)
    .reduce((sum, { text, confidence }) => sum + text.length * Math.max(0, confidence - 50), 0);

type Seen = Pick<ReadPicture, 'width' | 'height' | 'lines' | 'regions' | 'codes'>;

async function readScreenshot(
  { picture, scale, width, height }: Decoded,
  codes: readonly ReadCode[],
  recogniser: Recogniser,
): Promise<Seen> {
  const prepared = prepareScreenshot(picture);
  return { width, height, ...(await readPrepared(prepared, codes, recogniser, scale)) };
}

/** In pixels of the photo once it is level and cut to the screen or sheet it shows. */
async function readPhoto(
  { picture: photo }: Decoded,
  found: readonly ReadCode[],
  recogniser: Recogniser,
  codes: CodeFinder,
): Promise<Seen> {
  const first = await readTurned(photo, false, found, recogniser, codes);
  if (isLegible(first)) return first;
  const second = await readTurned(photo, true, found, recogniser, codes);
  return confidenceOf(second.lines) > confidenceOf(first.lines) ? second : first;
}

async function readTurned(
  photo: Colours,
  flipped: boolean,
  found: readonly ReadCode[],
  recogniser: Recogniser,
  codes: CodeFinder,
): Promise<Seen> {
  const prepared = await preparePhoto(photo, flipped);
  const placed = found.map((code) => ({ ...code, box: placedBox(code.box, prepared.place) }));
  const [seen, again] = await Promise.all([
    readPrepared(prepared, placed, recogniser, 1),
    // what perspective hides, the straightened photo can show
    placed.length === 0 ? codes.find(prepared.picture) : [],
  ]);
  const { width, height } = prepared.picture;
  return cutToFrame({ width, height, ...seen, codes: [...seen.codes, ...again] });
}

/** `scale`: how many times the picture that was given is larger than the prepared one. */
async function readPrepared(
  prepared: Prepared,
  codes: readonly ReadCode[],
  recogniser: Recogniser,
  scale: number,
): Promise<Omit<Seen, 'width' | 'height'>> {
  for (const { box } of codes) erase(prepared.ink, box);
  const { grey, enlarged } = await asLargeAsWanted(prepared.ink);
  const lines = await recogniser.recognise(grey);
  const given = (box: Box): Box => scaled(box, scale);
  return {
    lines: linesOf(lines, { ...prepared, enlarged, given }),
    regions: prepared.regions.map(({ box, colour }) => ({ box: given(box), colour })),
    codes: codes.map((code) => ({ ...code, box: given(code.box) })),
  };
}

function placedBox({ left, top, right, bottom }: Box, place: Place): Box {
  const corners = [left, right].flatMap((x) => [top, bottom].map((y) => place({ x, y })));
  return around(corners.map(({ x, y }) => ({ left: x, top: y, right: x, bottom: y })));
}

function erase({ width, height, data }: Greys, { left, top, right, bottom }: Box): void {
  const margin = codeMargin * Math.max(right - left, bottom - top);
  const from = Math.max(0, Math.floor(left - margin));
  const to = Math.min(width, Math.ceil(right + margin));
  if (to <= from) return;
  for (let y = Math.max(0, Math.floor(top - margin)); y < Math.min(height, bottom + margin); y += 1)
    data.fill(255, y * width + from, y * width + to);
}

async function asLargeAsWanted(ink: Greys): Promise<{ grey: Greys; enlarged: number }> {
  const scale = Math.min(
    Math.max(smallest, Math.min(largest, wanted / (usualHeightIn(componentsOf(ink)) ?? wanted))),
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
