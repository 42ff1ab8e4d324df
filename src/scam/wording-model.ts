import { bucketCount } from './wording-features.ts';

/** What training gives. */
export type TrainedWording = {
  /** Fingerprint of the messages that it was trained on. */
  readonly checksum: string;
  readonly bias: number;
  /** One weight a bucket, see `bucketCount`. */
  readonly weights: Float32Array;
};

/** A trained text score, without the buckets that weigh nothing: nine of ten. */
export type WordingModel = {
  readonly checksum: string;
  readonly bias: number;
  /** The buckets that have a weight, rising. */
  readonly buckets: Uint32Array;
  /** Their weights, as multiples of `scale`. */
  readonly steps: Int16Array;
  readonly scale: number;
  /** Where the buckets of each shelf begin, see `bucketsOnShelf`. */
  readonly shelves: Uint32Array;
};

/** Buckets are looked up shelf by shelf: so many share one, and few of them have a weight. */
const bucketsOnShelf = 64;

const magic = 0x56494757; // "VIGW"
const head = 16;
const checksumLength = 64;
const range = 32_767;

/**
 * Packs a model: magic number, count of weights, bias, scale, checksum in hexadecimal, then the buckets that
 * have a weight (rising, four bytes each) and their weights (two bytes each), all little-endian.
 */
export function packWordingModel({ checksum, bias, weights }: TrainedWording): Uint8Array {
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
  const buckets = new Uint32Array(count);
  const steps = new Int16Array(count);
  const shelves = new Uint32Array(bucketCount / bucketsOnShelf + 1).fill(count);
  for (let index = count - 1; index >= 0; index--) {
    const bucket = view.getUint32(start + index * 4, true);
    if (bucket >= (buckets[index + 1] ?? bucketCount)) throw new Error('wording model: bucket out of range');
    buckets[index] = bucket;
    steps[index] = view.getInt16(start + count * 4 + index * 2, true);
    shelves[Math.floor(bucket / bucketsOnShelf)] = index;
  }
  for (let shelf = shelves.length - 2; shelf >= 0; shelf--)
    shelves[shelf] = Math.min(shelves[shelf] ?? count, shelves[shelf + 1] ?? count);
  return {
    checksum: new TextDecoder().decode(bytes.subarray(head, start)).trim(),
    bias: view.getFloat32(8, true),
    buckets,
    steps,
    scale: view.getFloat32(12, true),
    shelves,
  };
}

/** The weight of a bucket; most have none. */
export function weightOf({ buckets, steps, scale, shelves }: WordingModel, bucket: number): number {
  const shelf = Math.floor(bucket / bucketsOnShelf);
  const end = shelves[shelf + 1] ?? 0;
  for (let index = shelves[shelf] ?? end; index < end; index++)
    if (buckets[index] === bucket) return Math.fround((steps[index] ?? 0) * scale);
  return 0;
}
