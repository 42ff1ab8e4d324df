import { defangText } from '../defang.ts';
import type { Signal } from '../verdict.ts';
import { weights } from '../weights.ts';

/** Makes a sign with its weight; links in what is shown of it are made unclickable. */
export function sign(id: string, fragment: string, params: Readonly<Record<string, string>> = {}): Signal {
  const shown = defangText(fragment);
  const filled = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, defangText(value)]));
  return { id, fragment: shown, weight: weights[id] ?? 0, params: { ...filled, fragment: shown } };
}
