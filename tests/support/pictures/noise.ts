import sharp from 'sharp';

/** The noise of a camera, stronger in poor light; `strength` is the deviation in levels of 255. */
export async function withNoise(png: Uint8Array, strength: number): Promise<Buffer> {
  const picture = sharp(png);
  const { width, height } = await picture.metadata();
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: strength },
    },
  })
    .png()
    .toBuffer();
  return picture
    .composite([{ input: noise, blend: 'soft-light' }])
    .png()
    .toBuffer();
}
