import type { Signal } from '../verdict.ts';
import { weights } from '../weights.ts';

/** Makes a sign with its weight. */
export function sign(id: string, fragment: string, params: Readonly<Record<string, string>> = {}): Signal {
  return { id, fragment, weight: weights[id] ?? 0, params: { ...params, fragment } };
}
