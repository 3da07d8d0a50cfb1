/**
 * Normal scores of a column (van der Waerden 1952): each value by its rank among all, as a standard normal quantile,
 * cut at 3 and brought to mean 0 and deviation 1. Equal values share their mean rank; a missing value scores 0.
 */
export function normalScores(column: Float32Array): Float32Array {
  const present: number[] = [];
  for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i])) present.push(i);
  const order = Int32Array.from(present).sort((a, b) => column[a] - column[b] || a - b);
  const scores = new Float32Array(column.length);
  let sum = 0;
  let squares = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && column[order[to]] === column[order[from]]) to++;
    const score = Math.min(Math.max(normalQuantile((from + to) / 2 / order.length), -3), 3);
    for (let i = from; i < to; i++) scores[order[i]] = score;
    sum += score * (to - from);
    squares += score * score * (to - from);
    from = to;
  }
  const count = Math.max(order.length, 1);
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(squares / count - mean * mean, 1e-12));
  for (let i = 0; i < order.length; i++) scores[order[i]] = (scores[order[i]] - mean) / deviation;
  return scores;
}

/** Acklam's rational approximation (2003), relative error below 1.2e-9. */
function normalQuantile(p: number): number {
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const top =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (top * q) / bottom;
}

function tail(q: number): number {
  const top =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const bottom =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return top / bottom;
}
