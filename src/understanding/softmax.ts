/** Turns scores into shares that sum to 1, in place. */
export function softmax(scores: Float64Array, temperature = 1): void {
  let largest = -Infinity;
  for (const score of scores) largest = Math.max(largest, score);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const share = Math.exp(((scores[index] ?? 0) - largest) / temperature);
    scores[index] = share;
    sum += share;
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] ?? 0) / sum;
}
