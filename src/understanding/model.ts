import { intents } from './intent.ts';
import type { Intent } from './intent.ts';
import { compileRules } from './lexis.ts';
import type { Lexis } from './lexis.ts';
import { intentRulesSchema } from './rules.ts';
import type { IntentRules } from './rules.ts';
import { z } from 'zod';

/** A trained classifier, ready to be asked. */
export type IntentModel = {
  readonly labels: readonly Intent[];
  readonly lexis: Lexis;
  /** Fingerprint of the utterances and the rules that it was trained on. */
  readonly checksum: string;
  /** What the scores are divided by so that confidences tell how often they are right. */
  readonly temperature: number;
  /** Open-addressing table: position of a feature's row plus one, 0 where nothing is. */
  readonly slots: Int32Array;
  readonly keys: Uint32Array;
  readonly scales: Float32Array;
  readonly weights: Int8Array;
  readonly biases: Float32Array;
};

/** What is written of a model, before packing. */
export type TrainedWeights = {
  readonly rules: IntentRules;
  readonly checksum: string;
  readonly temperature: number;
  readonly keys: Uint32Array;
  readonly biases: Float32Array;
  /** One row of weights a feature, one column a label. */
  readonly rows: Float32Array;
};

const magic = 0x56494731; // "VIG1"

const headerSchema = z.object({
  labels: z.array(z.enum(intents)),
  features: z.number().int().nonnegative(),
  temperature: z.number().positive(),
  checksum: z.string(),
  rules: intentRulesSchema,
});

/**
 * Packs a trained model: magic number, length of the JSON header, header, then (at multiples of four bytes,
 * little-endian) keys, scale of each row, biases, and the weights as one signed byte each.
 */
export function packIntentModel(trained: TrainedWeights): Uint8Array {
  const labels = intents.length;
  const features = trained.keys.length;
  const header = new TextEncoder().encode(
    JSON.stringify({
      labels: intents,
      features,
      temperature: trained.temperature,
      checksum: trained.checksum,
      rules: trained.rules,
    }),
  );
  const start = aligned(8 + header.length);
  const bytes = new Uint8Array(start + features * 8 + labels * 4 + features * labels);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, header.length, true);
  bytes.set(header, 8);
  let at = start;
  for (const key of trained.keys) view.setUint32((at += 4) - 4, key, true);
  const scales = at;
  const weights = at + features * 4 + labels * 4;
  for (let row = 0; row < features; row++) {
    let largest = 0;
    for (let label = 0; label < labels; label++) {
      largest = Math.max(largest, Math.abs(trained.rows[row * labels + label] ?? 0));
    }
    const scale = Math.fround(largest / 127);
    view.setFloat32(scales + row * 4, scale, true);
    for (let label = 0; label < labels; label++) {
      const weight = trained.rows[row * labels + label] ?? 0;
      view.setInt8(weights + row * labels + label, scale > 0 ? Math.round(weight / scale) : 0);
    }
  }
  at = scales + features * 4;
  for (const bias of trained.biases) view.setFloat32((at += 4) - 4, bias, true);
  return bytes;
}

/**
 * Reads a packed model.
 *
 * @throws Error when the bytes are not a whole model of this version.
 */
export function parseIntentModel(bytes: Uint8Array): IntentModel {
  if (bytes.length < 8) throw new Error('intent model: too short');
  // a copy starts at a multiple of four, which typed arrays need
  const buffer = bytes.slice().buffer;
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== magic) throw new Error('intent model: unknown format');
  const headerLength = view.getUint32(4, true);
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
  const header = headerSchema.parse(json);
  const { features } = header;
  const labels = header.labels.length;
  const start = aligned(8 + headerLength);
  if (bytes.length !== start + features * 8 + labels * 4 + features * labels) {
    throw new Error('intent model: cut short');
  }
  const keys = new Uint32Array(buffer, start, features);
  return {
    labels: header.labels,
    lexis: compileRules(header.rules),
    checksum: header.checksum,
    temperature: header.temperature,
    keys,
    slots: slotsOf(keys),
    scales: new Float32Array(buffer, start + features * 4, features),
    biases: new Float32Array(buffer, start + features * 8, labels),
    weights: new Int8Array(buffer, start + features * 8 + labels * 4, features * labels),
  };
}

function aligned(position: number): number {
  return (position + 3) & ~3;
}

/** Builds the look-up table of the features, at most half full. */
function slotsOf(keys: Uint32Array): Int32Array {
  let size = 1024;
  while (size < keys.length * 2) size *= 2;
  const slots = new Int32Array(size);
  for (let row = 0; row < keys.length; row++) {
    let slot = (keys[row] ?? 0) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = row + 1;
  }
  return slots;
}

/** The row of a feature by its hash, signed or not, else -1. */
export function rowOf({ slots, keys }: IntentModel, key: number): number {
  const mask = slots.length - 1;
  let slot = key & mask;
  for (;;) {
    const row = (slots[slot] ?? 0) - 1;
    if (row < 0) return -1;
    if (keys[row] === key >>> 0) return row;
    slot = (slot + 1) & mask;
  }
}
