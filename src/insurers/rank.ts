import Fuse from 'fuse.js';
import type { NameForm } from './name-form.ts';

/** Fuse scores (0 equal, 1 nothing alike) that differ by less do not decide. */
const decidingScore = 0.12;

/**
 * Decides between forms that the edit distance does not tell apart, by fuse.js over this shortlist.
 *
 * @returns the ids that stay: one when a form is clearly nearer, else those of all forms
 */
export function rankByFuse(typed: string, forms: readonly NameForm[]): string[] {
  const items = forms.map((form) => ({ form, name: form.words.join(' ') }));
  const fuse = new Fuse(items, {
    keys: ['name'],
    includeScore: true,
    ignoreDiacritics: true,
    threshold: 0.6,
  });
  const [best, ...others] = fuse.search(typed);
  const all = [...new Set(forms.flatMap(({ insurers }) => insurers))];
  if (best === undefined) return all;
  const rival = others.find(({ item }) =>
    item.form.insurers.some((id) => !best.item.form.insurers.includes(id)),
  );
  const clear = rival === undefined || (rival.score ?? 1) - (best.score ?? 1) >= decidingScore;
  return clear ? [...best.item.form.insurers] : all;
}
