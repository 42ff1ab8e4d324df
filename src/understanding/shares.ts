import type { Intent } from './intent.ts';

/** An intent and how likely it is, 0 to 1. */
export type IntentShare = { readonly intent: Intent; readonly confidence: number };

/** The place of the largest share, and the share. */
export function bestOf(shares: Float64Array): [number, number] {
  let best = 0;
  for (let label = 1; label < shares.length; label++) {
    if ((shares[label] ?? 0) > (shares[best] ?? 0)) best = label;
  }
  return [best, shares[best] ?? 0];
}

/** Makes the shares sum to 1, in place. */
export function rescale(shares: Float64Array): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  for (let label = 0; label < shares.length; label++) shares[label] = (shares[label] ?? 0) / sum;
}

/** The intents with the largest shares, best first. */
export function likeliest(shares: Float64Array, labels: readonly Intent[], count: number): IntentShare[] {
  const best: IntentShare[] = [];
  for (const [label, intent] of labels.entries()) {
    const confidence = shares[label] ?? 0;
    let place = best.length;
    while (place > 0 && confidence > (best[place - 1]?.confidence ?? 0)) place--;
    if (place >= count) continue;
    best.splice(place, 0, { intent, confidence });
    best.length = Math.min(best.length, count);
  }
  return best;
}
