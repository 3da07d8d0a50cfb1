/**
 * Shannon entropy of counts over the most that so many observations in so many bins can have, in [0, 1]: few records
 * do not look regular only because they are few. NaN below `fewest` observations.
 */
export function evenness(counts: ArrayLike<number>, bins: number, fewest: number): number {
  let total = 0;
  for (let b = 0; b < bins; b++) total += counts[b];
  const most = Math.log2(Math.min(total, bins));
  if (total < fewest || most === 0) return NaN;
  let entropy = 0;
  for (let b = 0; b < bins; b++) if (counts[b] > 0) entropy -= (counts[b] / total) * Math.log2(counts[b] / total);
  return Math.min(1, entropy / most);
}
