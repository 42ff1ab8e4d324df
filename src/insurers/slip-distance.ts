const vowels = new Set('aeiouyAIO');
const keyboardRows = ['azertyuiop', 'qsdfghjklm', 'wxcvbn'];
/** The keys beside each letter. */
const neighbours = new Map(
  keyboardRows.flatMap((row) =>
    Array.from(row, (letter, at) => [letter, row.slice(Math.max(0, at - 1), at + 2)] as const),
  ),
);

// Costs of one edit. A slip that people make often costs less than an exchange of consonants, which mostly
// makes another name: the figures were set on invented misspellings of the names.
const transposition = 0.5;
const doubling = 0.3;
const vowelForVowel = 0.6;
const vowelEdit = 0.7;
const consonantEdit = 0.9;
const keyboardSlip = 0.55;
const consonantForConsonant = 1.1;
const firstLetter = 0.4;
/** Silent and easily left out: the last letter, an h at the beginning. */
const lightEdit = 0.6;

function edit(word: string, at: number): number {
  const letter = word.charAt(at);
  if (letter === word[at - 1]) return doubling;
  if (at === 0)
    return letter === 'h' ? lightEdit : firstLetter + (vowels.has(letter) ? vowelEdit : consonantEdit);
  if (at === word.length - 1) return lightEdit;
  return vowels.has(letter) ? vowelEdit : consonantEdit;
}

function exchange(one: string, other: string): number {
  if (one === other) return 0;
  if (vowels.has(one) && vowels.has(other)) return vowelForVowel;
  return neighbours.get(one)?.includes(other) === true ? keyboardSlip : consonantForConsonant;
}

/**
 * Weighted edit distance with swaps of neighbouring letters (Damerau, restricted): 0 for equal words, about 1
 * for each serious mistake.
 *
 * @param limit stops early and gives Infinity when the distance must exceed it
 */
export function slipDistance(typed: string, name: string, limit: number): number {
  if (typed === name) return 0;
  if (Math.abs(typed.length - name.length) * doubling > limit) return Infinity;
  let beforeLast: number[] = [];
  let last = [0];
  let leastBefore = 0;
  const left = Array.from(name, (_, at) => edit(name, at));
  for (let at = 1; at <= name.length; at++) last.push((last[at - 1] ?? 0) + (left[at - 1] ?? 0));
  for (let row = 1; row <= typed.length; row++) {
    const letter = typed.charAt(row - 1);
    const extra = edit(typed, row - 1);
    const current = [(last[0] ?? 0) + extra];
    let least = current[0] ?? 0;
    for (let column = 1; column <= name.length; column++) {
      const other = name.charAt(column - 1);
      const atStart = row === 1 && column === 1 ? firstLetter : 0;
      const swap = exchange(letter, other);
      let cost = Math.min(
        (last[column - 1] ?? 0) + swap + (swap > 0 ? atStart : 0),
        (last[column] ?? 0) + extra,
        (current[column - 1] ?? 0) + (left[column - 1] ?? 0),
      );
      if (
        row > 1 &&
        column > 1 &&
        letter === name[column - 2] &&
        typed[row - 2] === other &&
        letter !== other
      )
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + transposition);
      current.push(cost);
      least = Math.min(least, cost);
    }
    // a swap reaches back two rows
    if (least > limit && leastBefore > limit) return Infinity;
    leastBefore = least;
    beforeLast = last;
    last = current;
  }
  const total = last[name.length] ?? Infinity;
  return total > limit ? Infinity : total;
}
