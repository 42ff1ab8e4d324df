import { hash, hkdfSync } from 'node:crypto';

/** What is kept of the wording of a message instead of its text: so many values of one byte. */
export const sketchBytes = 48;
/** Two sketches that agree in so many places come from near-copies: about a third of all shingles in common. */
const fewestEqual = 17;
/** Pairs of places by which near-copies are looked for. */
const pairs = 16;

/** Makes a sketch of a set of shingles; null when there are none. */
export type Sketcher = (shingles: readonly string[]) => Uint8Array | null;

/**
 * MinHash (Broder 1997) over keyed hashes: without the key nobody can try whether a text is behind a sketch, and with
 * it a byte of each minimum tells no shingle.
 *
 * @param secretKey 32 bytes; sketches of another key never agree
 */
export function createSketcher(secretKey: Uint8Array): Sketcher {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'vigie sketch 1', 32)).toString('base64url');
  return (shingles) => {
    if (shingles.length === 0) return null;
    const minima = new Uint32Array(sketchBytes).fill(0xffffffff);
    for (const shingle of shingles) {
      const digest = hash('sha256', `${key}${shingle}`, 'buffer');
      const first = digest.readUInt32LE(0);
      const step = digest.readUInt32LE(4) | 1;
      for (let place = 0; place < sketchBytes; place++) {
        const value = mixed(first + Math.imul(place, step));
        if (value < (minima[place] ?? 0)) minima[place] = value;
      }
    }
    return Uint8Array.from(minima, (value) => value & 0xff);
  };
}

/** Spreads the bits of a number of 32 bits (the end of MurmurHash3). */
function mixed(number: number): number {
  let value = number ^ (number >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Keys under which near-copies share at least one, with high probability. */
export function bandsOf(sketch: Uint8Array): number[] {
  return Array.from({ length: pairs }, (_, pair) => {
    const [one = 0, two = 0] = sketch.subarray(2 * pair, 2 * pair + 2);
    return (pair << 16) | (one << 8) | two;
  });
}

/** In how many places two sketches agree; null when they are no near-copies. */
export function likeness(a: Uint8Array, b: Uint8Array): number | null {
  let equal = 0;
  for (const [place, byte] of a.entries()) if (byte === b[place]) equal++;
  return equal >= fewestEqual ? equal : null;
}
