/**
 * Mixture of matches and non-matches over comparison patterns (Fellegi & Sunter 1969; EM after
 * Winkler 1988). A pattern is one vector of levels with the number of pairs that show it, so the cost
 * follows the patterns and not the pairs.
 */

export interface Patterns {
  /** Levels of each comparison; its probabilities lie at `offsets[c] .. offsets[c + 1]`. */
  readonly offsets: Int32Array;
  /** Row-major, one row a pattern; -1 where a value is missing. */
  readonly levels: Int8Array;
  /** Pairs that show the pattern. */
  readonly counts: Float64Array;
}

export interface Mixture {
  /** P(level | match) and P(level | no match), flat by `offsets`; each comparison sums to 1. */
  readonly m: Float64Array;
  readonly u: Float64Array;
  /** Share of matches among `totalPairs`. */
  readonly lambda: number;
  /** P(match | pattern), one value a pattern. */
  readonly posterior: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface MixtureStart {
  readonly m: Float64Array;
  readonly u: Float64Array;
  readonly lambda: number;
  /** All pairs there are, seen or not: pairs outside the patterns count as non-matches. */
  readonly totalPairs: number;
  /** Pseudo-pairs of the prior `m` in each comparison; keeps a level nobody shows above zero. */
  readonly priorPairs: number;
  readonly maxIterations: number;
  /** Stop when no probability moves by more than this. */
  readonly tolerance: number;
}

/**
 * m and lambda by EM, u held. A missing value says nothing: it neither weighs nor teaches.
 * The result depends on the start where two mixtures explain the data as well.
 */
export function fitMixture(patterns: Patterns, start: MixtureStart): Mixture {
  const { offsets, levels, counts } = patterns;
  const comparisons = offsets.length - 1;
  const size = counts.length;
  const { u, totalPairs, priorPairs } = start;
  const prior = start.m;
  const m = Float64Array.from(start.m);
  const posterior = new Float64Array(size);
  const sums = new Float64Array(m.length);
  let lambda = start.lambda;
  let iterations = 0;
  let moved = Number.POSITIVE_INFINITY;
  while (iterations < start.maxIterations && moved > start.tolerance) {
    iterations++;
    // E: odds of each pattern, and the pairs of each level that are matches.
    for (let i = 0; i < sums.length; i++) sums[i] = priorPairs * prior[i];
    let matches = 0;
    const logPrior = Math.log(lambda) - Math.log1p(-lambda);
    for (let p = 0; p < size; p++) {
      let logOdds = logPrior;
      for (let c = 0; c < comparisons; c++) {
        const level = levels[p * comparisons + c];
        if (level >= 0) logOdds += Math.log(m[offsets[c] + level] / u[offsets[c] + level]);
      }
      const share = 1 / (1 + Math.exp(-logOdds));
      posterior[p] = share;
      const weight = share * counts[p];
      matches += weight;
      for (let c = 0; c < comparisons; c++) {
        const level = levels[p * comparisons + c];
        if (level >= 0) sums[offsets[c] + level] += weight;
      }
    }
    // M: shares of the levels among the matches.
    moved = 0;
    for (let c = 0; c < comparisons; c++) {
      let total = 0;
      for (let i = offsets[c]; i < offsets[c + 1]; i++) total += sums[i];
      for (let i = offsets[c]; i < offsets[c + 1]; i++) {
        const next = total > 0 ? sums[i] / total : m[i];
        moved = Math.max(moved, Math.abs(next - m[i]));
        m[i] = next;
      }
    }
    lambda = Math.min(0.999999, Math.max(matches, 0.01) / totalPairs);
  }
  return { m, u, lambda, posterior, iterations, converged: moved <= start.tolerance };
}
