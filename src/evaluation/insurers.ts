import type { Brain } from '../core/brain.ts';
import type { InsurerCase } from './cases.ts';
import { percentile, share, timed } from './timing.ts';

type Got = { readonly sure: readonly string[]; readonly asked: readonly string[] };

/** Precision and recall count mentions; a case marked ambiguous is right when nothing outside its list is given. */
export function evaluateInsurers(cases: readonly InsurerCase[], brain: Brain) {
  const samples: number[] = [];
  let given = 0;
  let right = 0;
  let expected = 0;
  let exact = 0;
  const none = { all: 0, right: 0 };
  const ambiguous = { all: 0, right: 0 };
  const errors: { id: string; text: string; expected: readonly string[]; got: readonly string[] }[] = [];
  const counted = cases.filter(({ undecidable }) => undecidable !== true);
  for (const { id, text, insurers, ambiguous: doubtful } of counted) {
    const got = timed(samples, () => insurersIn(text, brain));
    const all = [...new Set([...got.sure, ...got.asked])];
    let correct: boolean;
    if (doubtful === true) {
      const wrong = all.filter((candidate) => !insurers.includes(candidate)).length;
      correct = all.length > 0 && wrong === 0;
      ambiguous.all++;
      ambiguous.right += correct ? 1 : 0;
      given += correct ? 1 : Math.max(1, wrong);
      right += correct ? 1 : 0;
      expected++;
    } else {
      const hits = got.sure.filter((candidate) => insurers.includes(candidate)).length;
      given += got.sure.length;
      right += hits;
      expected += insurers.length;
      correct = hits === insurers.length && got.sure.length === insurers.length && got.asked.length === 0;
      if (insurers.length === 0) {
        none.all++;
        none.right += all.length === 0 ? 1 : 0;
      }
    }
    exact += correct ? 1 : 0;
    if (!correct)
      errors.push({
        id,
        text,
        expected: insurers,
        got: [...got.sure, ...got.asked.map((candidate) => `${candidate}?`)],
      });
  }
  return {
    task: 'insurers',
    cases: counted.length,
    precision: share(right, given),
    recall: share(right, expected),
    exactSets: share(exact, counted.length),
    noneRight: share(none.right, none.all),
    ambiguousAsked: share(ambiguous.right, ambiguous.all),
    p50Ms: percentile(samples, 0.5),
    p99Ms: percentile(samples, 0.99),
    errors,
  } as const;
}

/** What a message names: insurers taken as meant, and those that would be asked about. */
export function insurersIn(text: string, brain: Pick<Brain, 'findInsurers'>): Got {
  const mentions = brain.findInsurers(text).filter(({ negated }) => negated !== true);
  return {
    sure: [
      ...new Set(
        mentions.flatMap((mention) =>
          mention.kind === 'exact' || mention.kind === 'close' ? [mention.insurer] : [],
        ),
      ),
    ],
    asked: [
      ...new Set(mentions.flatMap((mention) => (mention.kind === 'ambiguous' ? mention.candidates : []))),
    ],
  };
}
