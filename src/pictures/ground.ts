import sharp from 'sharp';
import { stretched } from './ink.ts';
import { brightness, type Colours, type Greys } from './pixels.ts';

/** How many times smaller the copies are in which the ground is looked for. */
export const reduced = 4;
/** Pixels of such a copy: what is narrower than half of it is not ground. */
const window = 15;
/** Pixels whose strongest contrast together says what full ink is there. */
const block = 24;
/** Evens out the noise of the camera and the pattern of the screen. */
const blur = 0.8;

/** Contrast to the ground as dark on white, however the light falls. */
export async function photoInk({ width, height, data }: Colours): Promise<Greys> {
  const bright = new Uint8Array(width * height);
  for (let at = 0; at < bright.length; at += 1)
    bright[at] = brightness(data[at * 3] as number, data[at * 3 + 1] as number, data[at * 3 + 2] as number);
  const grey = { width, height, channels: 1 } as const;
  const small = await sharp(bright, { raw: grey })
    .resize(Math.ceil(width / reduced), Math.ceil(height / reduced), { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  // a second step of its own: sharp would put the median before the resizing
  const flat = await sharp(small.data, {
    raw: { ...grey, width: small.info.width, height: small.info.height },
  })
    .median(window)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const ground = await sharp(flat, { raw: { ...grey, width: small.info.width, height: small.info.height } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  for (let at = 0; at < bright.length; at += 1)
    bright[at] = Math.abs((bright[at] as number) - (ground[at] as number));
  const smooth = await sharp(bright, { raw: grey }).blur(blur).toColourspace('b-w').raw().toBuffer();
  return stretched({ width, height, data: smooth }, block);
}

/** A smaller copy of a photo without what is written on it. */
export async function groundColours(photo: Colours): Promise<Colours> {
  const small = await resized(photo, 1 / reduced);
  const { data } = await sharp(small.data, { raw: { width: small.width, height: small.height, channels: 3 } })
    .median(window)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: small.width, height: small.height, data };
}

export async function resized({ width, height, data }: Colours, scale: number): Promise<Colours> {
  if (scale === 1) return { width, height, data };
  const { data: sized, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: Math.max(1, Math.round(width * scale)) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: sized };
}
