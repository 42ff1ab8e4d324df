import { bucketCount } from './wording-features.ts';

/** A trained text score. */
export type WordingModel = {
  /** Fingerprint of the messages that it was trained on. */
  readonly checksum: string;
  readonly bias: number;
  /** One weight a bucket, see `bucketCount`. */
  readonly weights: Float32Array;
};

const magic = 0x56494757; // "VIGW"
const head = 16;
const checksumLength = 64;
const range = 32_767;

/**
 * Packs a model: magic number, count of weights, bias, scale, checksum in hexadecimal, then the buckets that
 * have a weight (rising, four bytes each) and their weights (two bytes each), all little-endian.
 */
export function packWordingModel({ checksum, bias, weights }: WordingModel): Uint8Array {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.fround(largest / range) || 1;
  const kept: number[] = [];
  weights.forEach((weight, bucket) => {
    if (Math.round(weight / scale) !== 0) kept.push(bucket);
  });
  const start = head + checksumLength;
  const bytes = new Uint8Array(start + kept.length * 6);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, kept.length, true);
  view.setFloat32(8, bias, true);
  view.setFloat32(12, scale, true);
  bytes.set(new TextEncoder().encode(checksum.padEnd(checksumLength)).subarray(0, checksumLength), head);
  kept.forEach((bucket, index) => {
    view.setUint32(start + index * 4, bucket, true);
    view.setInt16(start + kept.length * 4 + index * 2, Math.round((weights[bucket] ?? 0) / scale), true);
  });
  return bytes;
}

/**
 * Reads a packed model.
 *
 * @throws Error when the bytes are not a whole model of this version.
 */
export function parseWordingModel(bytes: Uint8Array): WordingModel {
  const start = head + checksumLength;
  if (bytes.length < start) throw new Error('wording model: too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic) throw new Error('wording model: unknown format');
  const count = view.getUint32(4, true);
  if (bytes.length !== start + count * 6) throw new Error('wording model: cut short');
  const scale = view.getFloat32(12, true);
  const weights = new Float32Array(bucketCount);
  for (let index = 0; index < count; index++) {
    const bucket = view.getUint32(start + index * 4, true);
    if (bucket >= bucketCount) throw new Error('wording model: bucket out of range');
    weights[bucket] = view.getInt16(start + count * 4 + index * 2, true) * scale;
  }
  return {
    checksum: new TextDecoder().decode(bytes.subarray(head, start)).trim(),
    bias: view.getFloat32(8, true),
    weights,
  };
}
