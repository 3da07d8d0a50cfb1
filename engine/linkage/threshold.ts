/** A threshold and what the model expects of it. */
export interface Threshold {
  /** Log2 odds from which a pair is taken for a match. */
  readonly weight: number;
  readonly expectedF1: number;
}

/**
 * The cut with the highest expected F1 under the model's own probabilities: among n pairs of summed
 * probability s, of S over all pairs, 2 s / (n + S) (Lewis 1995, with the expectation of the ratio taken
 * as the ratio of expectations). The truth is not used; the cut is as good as the probabilities are.
 * `weights` in any order, log2 odds.
 */
export function bestThreshold(weights: Float64Array): Threshold {
  const sorted = Float64Array.from(weights).sort().reverse();
  let total = 0;
  for (const weight of sorted) total += 1 / (1 + 2 ** -weight);
  let best = 0;
  let at = 0;
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) {
    sum += 1 / (1 + 2 ** -(sorted[i] as number));
    if (sorted[i] === sorted[i + 1]) continue;
    const expected = (2 * sum) / (i + 1 + total);
    if (expected <= best) continue;
    best = expected;
    at = i;
  }
  if (sorted.length === 0) return { weight: 0, expectedF1: 0 };
  // Any cut between two scores gives the same pairs: the one nearest to even odds is taken.
  const here = sorted[at] as number;
  const below = sorted[at + 1] ?? Number.NEGATIVE_INFINITY;
  return { weight: here < 0 ? here : Math.max(0, Number.isFinite(below) ? below + 1e-6 : 0), expectedF1: best };
}
