import { foldWord } from './tokens.ts';
import type { HiddenFinding } from './hidden.ts';

const runPattern = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[ .\-_*·/][\p{L}\p{N}.\-/:]){3,200}(?![\p{L}\p{N}])/gu;

/**
 * Joins letters written one by one (`c l i q u e z`) and words cut in pieces (`rem bour se ment`).
 * A cut word is joined only when the whole is a known word and one of its pieces is not.
 */
export function joinSpaced(
  text: string,
  vocabulary: ReadonlySet<string>,
): { text: string; findings: HiddenFinding[] } {
  const findings: HiddenFinding[] = [];
  const joined = text.replace(runPattern, (run) => {
    const characters = run.match(/[\p{L}\p{N}.\-/:]/gu) ?? [];
    const letters = run.match(/\p{L}/gu)?.length ?? 0;
    if (letters < 4) return run;
    const separators = run.match(/ /g)?.length ?? 0;
    const whole =
      separators >= characters.length - 1 ? run.replaceAll(' ', '') : run.replace(/[^\p{L}\p{N}]/gu, '');
    const text = segment(whole, vocabulary);
    findings.push({ id: 'hidden-spacing', fragment: text });
    return text;
  });
  const pieces = joinPieces(joined, vocabulary);
  if (pieces.word) findings.push({ id: 'hidden-spacing', fragment: pieces.word });
  return { text: pieces.text, findings: findings.slice(0, 1) };
}

/** Cuts a run without spaces into known words, longest first; left whole when a part is unknown. */
function segment(run: string, vocabulary: ReadonlySet<string>): string {
  const folded = foldWord(run);
  if (folded.length !== run.length || vocabulary.has(folded) || run.includes('.')) return run;
  const best: (number | undefined)[] = [0];
  for (let end = 1; end <= run.length; end += 1) {
    for (let start = Math.max(0, end - 18); start < end; start += 1) {
      const known = end - start > 1 && vocabulary.has(folded.slice(start, end));
      if (best[start] !== undefined && known) {
        best[end] = start;
        break;
      }
    }
  }
  if (best[run.length] === undefined) return run;
  const parts: string[] = [];
  for (let end = run.length; end > 0; end = best[end] ?? 0) parts.unshift(run.slice(best[end] ?? 0, end));
  return parts.join(' ');
}

function joinPieces(text: string, vocabulary: ReadonlySet<string>): { text: string; word: string } {
  const parts = text.split(/( )/);
  let word = '';
  for (let at = 0; at < parts.length; at += 2) {
    const first = parts[at] ?? '';
    if (first.length === 0 || first.length > 8 || !/^\p{L}+$/u.test(first)) continue;
    for (let count = 5; count >= 2; count -= 1) {
      const pieces = Array.from({ length: count }, (_, index) => parts[at + index * 2] ?? '');
      const last = pieces.at(-1) ?? '';
      const core = /^\p{L}+/u.exec(last)?.[0] ?? '';
      if (core === '' || pieces.some((piece, index) => index < count - 1 && !/^\p{L}{1,8}$/u.test(piece)))
        continue;
      const whole = [...pieces.slice(0, -1), core].join('');
      if (whole.length < 6 || !vocabulary.has(foldWord(whole))) continue;
      const known = [...pieces.slice(0, -1), core].every(
        (piece) => piece.length > 1 && vocabulary.has(foldWord(piece)),
      );
      if (known) continue;
      word ||= whole;
      parts[at] = whole + last.slice(core.length);
      for (let index = 1; index < count; index += 1) {
        parts[at + index * 2] = '';
        parts[at + index * 2 - 1] = '';
      }
      break;
    }
  }
  return { text: word ? parts.join('') : text, word };
}
