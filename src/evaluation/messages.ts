import { respond } from '../core/bot.ts';
import type { Brain } from '../core/brain.ts';
import { newConversation } from '../core/conversation.ts';
import type { MessageCase } from './cases.ts';
import { percentile, share, timed } from './timing.ts';

/** The verdict on forwarded messages: recall counts scams judged scam or suspicious, false alarms legitimate ones judged so. */
export function evaluateMessages(cases: readonly MessageCase[], brain: Brain) {
  const samples: number[] = [];
  const counted = cases.filter(({ undecidable }) => undecidable !== true);
  const verdicts: Record<MessageCase['label'], Record<string, number>> = { scam: {}, legit: {} };
  const byTheme: Record<string, { cases: number; wrong: number }> = {};
  const errors: { id: string; text: string; expected: string; got: string; signals: readonly string[] }[] =
    [];
  for (const { id, text, label, theme, channel } of counted) {
    const { trace } = timed(samples, () =>
      respond({ kind: 'text', text, forwarded: true, redacted: [] }, newConversation, brain),
    );
    const got = trace.verdict ?? 'none';
    const alarm = got === 'scam' || got === 'suspicious';
    verdicts[label][got] = (verdicts[label][got] ?? 0) + 1;
    const correct = label === 'scam' ? alarm : !alarm;
    for (const group of [`theme ${theme ?? '-'}`, `channel ${channel ?? '-'}`]) {
      const counts = (byTheme[group] ??= { cases: 0, wrong: 0 });
      counts.cases++;
      counts.wrong += correct ? 0 : 1;
    }
    if (!correct)
      errors.push({ id, text, expected: label, got, signals: trace.signals.map((signal) => signal.id) });
  }
  const count = (label: MessageCase['label'], ...levels: readonly string[]) =>
    levels.reduce((sum, level) => sum + (verdicts[label][level] ?? 0), 0);
  const total = (label: MessageCase['label']) =>
    Object.values(verdicts[label]).reduce((sum, number) => sum + number, 0);
  const levels = ['scam', 'suspicious', 'cannot-tell', 'no-sign'] as const;
  /** Of the messages judged so, the share that are scams; null where none was. */
  const calibration = Object.fromEntries(
    levels.map((level) => {
      const judged = count('scam', level) + count('legit', level);
      return [level, judged === 0 ? null : count('scam', level) / judged];
    }),
  );
  return {
    task: 'messages',
    cases: counted.length,
    recall: share(count('scam', 'scam', 'suspicious'), total('scam')),
    falseAlarmRate: total('legit') === 0 ? 0 : count('legit', 'scam', 'suspicious') / total('legit'),
    cannotTell: {
      scam: total('scam') === 0 ? 0 : count('scam', 'cannot-tell') / total('scam'),
      legit: total('legit') === 0 ? 0 : count('legit', 'cannot-tell') / total('legit'),
    },
    verdicts,
    calibration,
    byTheme,
    p50Ms: percentile(samples, 0.5),
    p99Ms: percentile(samples, 0.99),
    errors,
  } as const;
}
