/**
 * Mixture of matches and non-matches over comparison patterns (Fellegi & Sunter 1969; EM after
 * Winkler 1988). A pattern is one vector of levels with the number of pairs that show it, so the cost
 * follows the patterns and not the pairs. A comparison may depend on one other (a forest, Chow & Liu
 * 1968): then it has a distribution for each level of that other.
 */

/** Where the probabilities of comparison `c` lie: `tables[c]`, a row of `sizes[c]` for each state of its parent. */
export interface Layout {
  /** Levels of each comparison. */
  readonly sizes: Int32Array;
  /** The comparison each one depends on, -1 for none. No cycles. */
  readonly parents: Int32Array;
  /** Start of each comparison's rows; the last entry is the length. Row 0 holds where the parent is missing. */
  readonly tables: Int32Array;
}

export interface Patterns {
  /** Row-major, one row a pattern; -1 where a value is missing. */
  readonly levels: Int8Array;
  /** Pairs that show the pattern. */
  readonly counts: Float64Array;
}

export interface Mixture {
  /** P(level | parent's level, match), by the layout; each row sums to 1. */
  readonly m: Float64Array;
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
  /** Pseudo-pairs of the starting m in each comparison; keeps a level nobody shows above zero. */
  readonly priorPairs: number;
  /** Highest m of each level, by the layout; 1 for no limit. What one person cannot show more often. */
  readonly ceiling: Float64Array;
  /** Pseudo-pairs that draw a row to its comparison's distribution over all rows. */
  readonly rowPairs: number;
  readonly maxIterations: number;
  /** Stop when no probability moves by more than this. */
  readonly tolerance: number;
}

export function createLayout(sizes: Int32Array, parents: Int32Array): Layout {
  const tables = new Int32Array(sizes.length + 1);
  for (let c = 0; c < sizes.length; c++) {
    const rows = parents[c] < 0 ? 1 : sizes[parents[c]] + 1;
    tables[c + 1] = tables[c] + rows * sizes[c];
  }
  return { sizes, parents, tables };
}

/** Index of a level's probability; `parentLevel` is -1 where the parent is missing or there is none. */
export function cellOf(layout: Layout, comparison: number, level: number, parentLevel: number): number {
  const row = layout.parents[comparison] < 0 ? 0 : parentLevel + 1;
  return layout.tables[comparison] + row * layout.sizes[comparison] + level;
}

/** The cell of every level of every pattern, -1 where missing. */
export function cellsOf(layout: Layout, levels: Int8Array): Int32Array {
  const comparisons = layout.sizes.length;
  const cells = new Int32Array(levels.length);
  for (let at = 0; at < levels.length; at += comparisons) {
    for (let c = 0; c < comparisons; c++) {
      const parent = layout.parents[c];
      const level = levels[at + c];
      cells[at + c] = level < 0 ? -1 : cellOf(layout, c, level, parent < 0 ? -1 : levels[at + parent]);
    }
  }
  return cells;
}

/** P(match | pattern) for every pattern. */
export function posteriors(
  cells: Int32Array,
  patterns: number,
  m: Float64Array,
  u: Float64Array,
  lambda: number,
): Float64Array {
  const comparisons = patterns === 0 ? 0 : cells.length / patterns;
  const weight = new Float64Array(m.length);
  for (let i = 0; i < m.length; i++) weight[i] = Math.log(m[i] / u[i]);
  const prior = Math.log(lambda) - Math.log1p(-lambda);
  const result = new Float64Array(patterns);
  for (let p = 0; p < patterns; p++) {
    let logOdds = prior;
    for (let at = p * comparisons; at < (p + 1) * comparisons; at++) if (cells[at] >= 0) logOdds += weight[cells[at]];
    result[p] = 1 / (1 + Math.exp(-logOdds));
  }
  return result;
}

/**
 * m and lambda by EM, u held. A missing value says nothing: it neither weighs nor teaches.
 * The result depends on the start where two mixtures explain the data as well.
 */
export function fitMixture(layout: Layout, patterns: Patterns, start: MixtureStart): Mixture {
  const { counts } = patterns;
  const { u, totalPairs } = start;
  const comparisons = layout.sizes.length;
  const size = counts.length;
  const cells = cellsOf(layout, patterns.levels);
  const m = Float64Array.from(start.m);
  const sums = new Float64Array(m.length);
  let posterior: Float64Array = new Float64Array(size);
  let lambda = start.lambda;
  let iterations = 0;
  let moved = Number.POSITIVE_INFINITY;
  while (iterations < start.maxIterations && moved > start.tolerance) {
    iterations++;
    // E: the pairs of each level that are matches.
    posterior = posteriors(cells, size, m, u, lambda);
    sums.fill(0);
    let matches = 0;
    for (let p = 0; p < size; p++) {
      const weight = posterior[p] * counts[p];
      matches += weight;
      for (let at = p * comparisons; at < (p + 1) * comparisons; at++) if (cells[at] >= 0) sums[cells[at]] += weight;
    }
    // M: shares of the levels among the matches.
    moved = 0;
    for (let c = 0; c < comparisons; c++) moved = Math.max(moved, maximise(layout, c, sums, start, m));
    lambda = Math.min(0.999999, Math.max(matches, 0.01) / totalPairs);
  }
  return { m, lambda, posterior, iterations, converged: moved <= start.tolerance };
}

/** Shares of comparison `c`, each row drawn to the shares over all rows; returns the largest move. */
function maximise(layout: Layout, c: number, sums: Float64Array, start: MixtureStart, m: Float64Array): number {
  const size = layout.sizes[c];
  const from = layout.tables[c];
  const to = layout.tables[c + 1];
  const pooled = new Float64Array(size);
  let total = 0;
  for (let i = from; i < to; i++) {
    pooled[(i - from) % size] += sums[i];
    total += sums[i];
  }
  for (let level = 0; level < size; level++)
    pooled[level] = (pooled[level] + start.priorPairs * start.m[from + level]) / (total + start.priorPairs);
  const draw = to - from === size ? 0 : start.rowPairs;
  const next = new Float64Array(size);
  let moved = 0;
  for (let row = from; row < to; row += size) {
    let inRow = draw;
    for (let i = row; i < row + size; i++) inRow += sums[i];
    let capped = 0;
    let free = 0;
    for (let level = 0; level < size; level++) {
      const i = row + level;
      const share = draw === 0 ? pooled[level] : (sums[i] + draw * pooled[level]) / inRow;
      next[level] = share;
      if (share > start.ceiling[i]) capped += start.ceiling[i];
      else free += share;
    }
    // What a ceiling takes goes to the other levels in proportion.
    for (let level = 0; level < size; level++) {
      const i = row + level;
      const share =
        next[level] > start.ceiling[i]
          ? start.ceiling[i]
          : capped > 0
            ? (next[level] / free) * (1 - capped)
            : next[level];
      moved = Math.max(moved, Math.abs(share - m[i]));
      m[i] = share;
    }
  }
  return moved;
}
