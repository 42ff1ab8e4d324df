import type { evaluateDialogues } from './dialogues.ts';
import type { evaluateInsurers } from './insurers.ts';
import type { evaluateMessages } from './messages.ts';
import type { evaluatePictures } from './pictures.ts';
import type { evaluateQuestions } from './questions.ts';

export type EvaluationResult =
  | ReturnType<typeof evaluateInsurers>
  | ReturnType<typeof evaluateQuestions>
  | ReturnType<typeof evaluateMessages>
  | ReturnType<typeof evaluateDialogues>
  | Awaited<ReturnType<typeof evaluatePictures>>;

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const oneLine = (text: string) => text.replaceAll('\n', ' / ').slice(0, 140);

/** A result as a table, its confusion and its errors, for people. */
export function reportForPeople(result: EvaluationResult): string {
  switch (result.task) {
    case 'insurers':
      return [
        ...figures({
          cases: result.cases,
          precision: percent(result.precision),
          recall: percent(result.recall),
          'exact sets': percent(result.exactSets),
          'none right': percent(result.noneRight),
          'ambiguous asked': percent(result.ambiguousAsked),
        }),
        time(result),
        ...result.errors.map(
          ({ id, text, expected, got }) =>
            `  ${id}  ${oneLine(text)}\n      expected ${expected.join(', ') || '-'}; got ${got.join(', ') || '-'}`,
        ),
      ].join('\n');
    case 'questions':
      return [
        ...figures({
          cases: result.cases,
          accuracy: percent(result.accuracy),
          'macro F1': percent(result.macroF1),
          abstained: result.abstained,
          'given right': percent(result.givenRight),
        }),
        time(result),
        ...Object.entries(result.confusion).map(([pair, count]) => `  ${count} x ${pair}`),
        ...result.errors.map(
          ({ id, text, expected, got }) =>
            `  ${id}  ${oneLine(text)}\n      expected ${expected}; got ${got}`,
        ),
      ].join('\n');
    case 'messages':
      return [
        ...figures({
          cases: result.cases,
          recall: percent(result.recall),
          'false alarms': percent(result.falseAlarmRate),
          'cannot tell, scam': percent(result.cannotTell.scam),
          'cannot tell, legit': percent(result.cannotTell.legit),
        }),
        time(result),
        ...Object.entries(result.verdicts).map(
          ([label, verdicts]) =>
            `  ${label}: ${Object.entries(verdicts)
              .map(([verdict, count]) => `${verdict} ${count}`)
              .join(', ')}`,
        ),
        `  scams among those judged so: ${Object.entries(result.calibration)
          .map(([level, scams]) => `${level} ${scams === null ? '-' : percent(scams)}`)
          .join(', ')}`,
        ...Object.entries(result.byTheme)
          .filter(([, { wrong }]) => wrong > 0)
          .map(([group, { cases, wrong }]) => `  ${group}: ${wrong} wrong of ${cases}`),
        ...result.errors.map(
          ({ id, text, expected, got, signals }) =>
            `  ${id}  ${oneLine(text)}\n      expected ${expected}; got ${got} (${signals.join(', ')})`,
        ),
      ].join('\n');
    case 'dialogues':
      return [
        ...result.transcripts.map(({ id, note, turns }) =>
          [
            `# ${id} (${note})`,
            ...turns.map(
              ({ user, forwarded, reply, about, never }) =>
                `> ${forwarded ? '[forwarded] ' : ''}${user}\n\n${reply}\n\n  expected: ${about.join('; ')}\n  never: ${never.join('; ')}\n`,
            ),
          ].join('\n'),
        ),
        ...result.errors.map(
          ({ id, turn, expected, got }) => `  ${id} turn ${turn}: expected ${expected}; got ${got}`,
        ),
        ...figures({ turns: result.turns, checked: result.checked, passed: result.passed }),
      ].join('\n');
    case 'pictures':
      return [
        ...figures({
          cases: result.cases,
          'same verdict': percent(result.sameVerdict),
          'label right': percent(result.labelRight),
          'wrong characters, screenshots': percent(result.characterErrorRate.screenshots),
          'wrong characters, photos': percent(result.characterErrorRate.photos),
          'codes read': percent(result.codesRead),
          'operator of the card': percent(result.cards.operator),
          'insurer of the card': percent(result.cards.insurer),
          'time p50 / p95': `${result.p50Ms.toFixed(0)} / ${result.p95Ms.toFixed(0)} ms`,
        }),
        ...Object.entries(result.byGroup).map(
          ([group, { right, of }]) => `  ${group}: ${right} right of ${of}`,
        ),
        ...result.errors.map(
          ({ id, what, expected, got }) =>
            `  ${id}  ${what}\n      expected ${expected.replaceAll('\n', ' / ')}\n      got      ${got.replaceAll('\n', ' / ')}`,
        ),
      ].join('\n');
  }
}

const nameWidth = 30;

function figures(values: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name.padEnd(nameWidth)} ${value}`);
}
function time({ p50Ms, p99Ms }: { readonly p50Ms: number; readonly p99Ms: number }): string {
  return `${'time p50 / p99'.padEnd(nameWidth)} ${p50Ms.toFixed(3)} / ${p99Ms.toFixed(3)} ms`;
}
