import { foldWord } from './tokens.ts';
import type { HiddenFinding } from './hidden.ts';

const runPattern =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[ .\-_*·/][\p{L}\p{N}.\-/:]){3,200}(?![\p{L}\p{N}'\u2019])/gu;

/**
 * Joins letters written one by one (`c l i q u e z`) and words cut in pieces (`rem bour se ment`).
 * A cut word is joined only when the whole is a known word and one of its pieces is not.
 */
export function joinSpaced(
  text: string,
  vocabulary: ReadonlySet<string>,
  functionWords: ReadonlySet<string>,
): { text: string; findings: HiddenFinding[] } {
  const findings: HiddenFinding[] = [];
  const joined = text.replace(runPattern, (run) => {
    const characters = run.match(/[\p{L}\p{N}.\-/:]/gu) ?? [];
    const letters = run.match(/\p{L}/gu)?.length ?? 0;
    if (letters < 4) return run;
    const separators = run.match(/ /g)?.length ?? 0;
    const whole =
      separators >= characters.length - 1 ? run.replaceAll(' ', '') : run.replace(/[^\p{L}\p{N}]/gu, '');
    const text = segment(whole, vocabulary, functionWords);
    findings.push({ id: 'hidden-spacing', fragment: text });
    return text;
  });
  const pieces = joinPieces(joined, vocabulary, functionWords);
  if (pieces.word) findings.push({ id: 'hidden-spacing', fragment: pieces.word });
  return { text: pieces.text, findings: findings.slice(0, 1) };
}

/** Cuts a run without spaces into known words, longest first; left whole when a part is unknown. */
function segment(run: string, vocabulary: ReadonlySet<string>, functionWords: ReadonlySet<string>): string {
  const folded = foldWord(run);
  if (folded.length !== run.length || vocabulary.has(folded) || run.includes('.')) return run;
  const best: (number | undefined)[] = [0];
  for (let end = 1; end <= run.length; end += 1) {
    for (let start = Math.max(0, end - 18); start < end; start += 1) {
      const part = folded.slice(start, end);
      const known = end - start > 1 ? vocabulary.has(part) : functionWords.has(part) || /\d/.test(part);
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

/** Joins neighbouring pieces of at most eight letters into a known word, longest first. */
function joinPieces(
  text: string,
  vocabulary: ReadonlySet<string>,
  functionWords: ReadonlySet<string>,
): { text: string; word: string } {
  const parts = text.split(' ');
  const heads = parts.map((part) => (part.length <= 30 ? (/^\p{L}+/u.exec(part)?.[0] ?? '') : ''));
  const folded = heads.map((head) => foldWord(head));
  const isKnown = folded.map((head) => head.length > 1 && vocabulary.has(head));
  const isPiece = (at: number): boolean =>
    heads[at] === parts[at] && (heads[at] ?? '').length <= 8 && heads[at] !== '';
  // « banque s'affiche »: an elided word belongs to the next
  const isElided = (at: number): boolean => /^\p{L}{1,2}['\u2019]/u.test(parts[at] ?? '');
  let word = '';
  const out: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    let taken = 1;
    let whole = folded[at] ?? '';
    let known = isKnown[at] ?? false;
    let ordinary = functionWords.has(whole);
    for (let next = at + 1; next < at + 5 && next < parts.length && isPiece(next - 1); next += 1) {
      const piece = folded[next] ?? '';
      if (piece === '' || isElided(next)) break;
      whole += piece;
      known &&= isKnown[next] ?? false;
      ordinary ||= functionWords.has(piece);
      // « régler à » is two words; three pieces are a word cut up
      if (ordinary && next === at + 1) continue;
      if (!known && whole.length >= 6 && vocabulary.has(whole)) taken = next - at + 1;
    }
    const last = at + taken - 1;
    if (taken === 1) out.push(parts[at] ?? '');
    else {
      const joined = heads.slice(at, last + 1).join('');
      word ||= joined;
      out.push(joined + (parts[last] ?? '').slice((heads[last] ?? '').length));
      at = last;
    }
  }
  return word ? { text: out.join(' '), word } : { text, word };
}
