import sharp from 'sharp';
import type { Colours } from './pixels.ts';

// Only the formats that phones and computers make: everything else libvips knows stays shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadTiff',
    'VipsForeignLoadHeif',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

export type Decoded = {
  readonly picture: Colours;
  /** Width of the picture as it was given, upright, over the width of `picture`. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
};

/** More pixels than this are not worked on: a larger picture is made smaller while it is decoded. */
const worked = 12_000_000;
const fewest = 12;

/** The first frame or page of a picture, upright, on white. */
export async function decode(bytes: Uint8Array, pixels: number): Promise<Decoded | 'too-large' | 'broken'> {
  const source = { failOn: 'error', limitInputPixels: pixels, pages: 1 } as const;
  try {
    const {
      width,
      height,
      pageHeight,
      orientation = 1,
    } = await sharp(bytes, {
      ...source,
      limitInputPixels: false,
    }).metadata();
    const frame = pageHeight ?? height;
    if (width * frame > pixels) return 'too-large';
    if (Math.min(width, frame) < fewest) return 'broken';
    const scale = Math.max(1, Math.sqrt((width * frame) / worked));
    const turned = orientation >= 5;
    const opened = sharp(bytes, source).autoOrient();
    const sized =
      scale === 1 ? opened : opened.resize({ width: Math.round((turned ? frame : width) / scale) });
    const { data, info } = await sized
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, data: asColours(data, info.channels) };
    const [full, high] = turned ? [frame, width] : [width, frame];
    return { picture, scale: full / info.width, width: full, height: high };
  } catch {
    return 'broken';
  }
}

/** A picture that is worked on as it is. */
export function wholePicture(picture: Colours): Decoded {
  return { picture, scale: 1, width: picture.width, height: picture.height };
}

function asColours(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const pixels = data.length / channels;
  const colours = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel += 1)
    colours.fill(data[pixel * channels] ?? 0, pixel * 3, pixel * 3 + 3);
  return colours;
}
