/** What a check has found, in a sentence that a volunteer can act on. */
export type Finding = {
  /** `note`: allowed, and worth a look; it keeps nothing from starting. */
  readonly verdict: 'ok' | 'note' | 'to mend';
  readonly text: string;
};

export const ok = (text: string): Finding => ({ verdict: 'ok', text });
export const note = (text: string): Finding => ({ verdict: 'note', text });
export const toMend = (text: string): Finding => ({ verdict: 'to mend', text });

const widest = 'to mend'.length + 2;

/** One line a finding; what goes on in further lines is set in. */
export function findingLines(findings: readonly Finding[]): string {
  return findings
    .map(({ verdict, text }) => verdict.padEnd(widest) + text.replaceAll('\n', `\n${' '.repeat(widest)}`))
    .join('\n');
}

/** The code of an error of the system, such as ECONNREFUSED, wherever it stands in it. */
export function systemCode(error: unknown): string {
  for (
    let inner: unknown = error, depth = 0;
    inner instanceof Error && depth < 4;
    inner = inner.cause, depth++
  ) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
    if (inner instanceof AggregateError && inner.errors.length > 0) return systemCode(inner.errors[0]);
    if (inner.name === 'TimeoutError') return 'no answer in time';
  }
  return 'unknown';
}
