import { isSlanted } from './level.ts';
import type { Colours } from './pixels.ts';

/** A screen shows few colours on most of its surface; a camera sees hardly two pixels alike. */
const colours = 8;
/** Parts of a picture in its commonest colours: fewer is a camera's work, more is a screen's. */
const [photographed, drawn] = [0.45, 0.62];

/** Whether a picture was taken with a camera; where its colours do not tell, lines that are not level do. */
export async function isPhoto(picture: Colours): Promise<boolean> {
  const share = commonest(picture);
  return share < photographed || (share < drawn && (await isSlanted(picture)));
}

/** The part of a picture's pixels that have one of its commonest colours exactly. */
function commonest({ width, height, data }: Colours): number {
  // by the lower bits: nearly the same colours must not count as one
  const counts = new Uint32Array(1 << 18);
  let seen = 0;
  for (let y = 1; y < height; y += 2)
    for (let x = 1; x < width; x += 2) {
      const at = (y * width + x) * 3;
      const colour =
        (((data[at] as number) & 63) << 12) |
        (((data[at + 1] as number) & 63) << 6) |
        ((data[at + 2] as number) & 63);
      counts[colour] = (counts[colour] as number) + 1;
      seen += 1;
    }
  const most = counts.sort().subarray(-colours);
  return most.reduce((sum, count) => sum + count, 0) / Math.max(1, seen);
}
