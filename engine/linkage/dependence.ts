import { createLayout, type Layout, type Patterns } from '../kernel/fellegi-sunter.ts';

/**
 * Which columns agree together by chance: town with postcode, title with sex. Counted twice, such
 * agreement makes neighbours look like one person, so each column may depend on one other.
 */

/** Pseudo-pairs that draw a lift to 1 where few pairs show it. */
const liftPairs = 3;
/** Evidence a dependence must have: likelihood-ratio statistic beyond its degrees of freedom. */
const evidenceMin = 40;
/** And bits a pair it must carry on average, so that what is certain yet slight is left out. */
const bitsMin = 0.0005;

/** Pairs of levels of two comparisons, weighted: `joint[li * sizes[j] + lj]`. */
function jointCounts(sizes: Int32Array, patterns: Patterns, weight: Float64Array, i: number, j: number): Float64Array {
  const size = sizes[j] as number;
  const joint = new Float64Array((sizes[i] as number) * size);
  const comparisons = sizes.length;
  for (let p = 0; p < patterns.counts.length; p++) {
    const li = patterns.levels[p * comparisons + i] as number;
    const lj = patterns.levels[p * comparisons + j] as number;
    if (li >= 0 && lj >= 0) joint[li * size + lj] = (joint[li * size + lj] as number) + (weight[p] as number);
  }
  return joint;
}

interface Margins {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly total: number;
}

function margins(joint: Float64Array, columnsCount: number): Margins {
  const rows = new Float64Array(joint.length / columnsCount);
  const columns = new Float64Array(columnsCount);
  let total = 0;
  for (const [at, n] of joint.entries()) {
    const row = Math.floor(at / columnsCount);
    rows[row] = (rows[row] as number) + n;
    columns[at % columnsCount] = (columns[at % columnsCount] as number) + n;
    total += n;
  }
  return { rows, columns, total };
}

/** Mutual information of two comparisons in bits a pair, and its likelihood-ratio statistic. */
function dependence(joint: Float64Array, columnsCount: number): { readonly bits: number; readonly statistic: number } {
  const { rows, columns, total } = margins(joint, columnsCount);
  let nats = 0;
  for (const [at, n] of joint.entries()) {
    if (n <= 0) continue;
    const expected = ((rows[Math.floor(at / columnsCount)] as number) * (columns[at % columnsCount] as number)) / total;
    nats += n * Math.log(n / expected);
  }
  return total === 0 ? { bits: 0, statistic: 0 } : { bits: nats / total / Math.LN2, statistic: 2 * nats };
}

/**
 * The forest with the most mutual information among non-matches (Chow & Liu 1968), from random pairs
 * weighted by the chance that they are none; edges without evidence are left out. In each tree the
 * comparison that agrees by chance least often is the root.
 */
export function dependenceForest(
  sizes: Int32Array,
  random: Patterns,
  weight: Float64Array,
  sameByChance: readonly number[],
): Layout {
  const comparisons = sizes.length;
  const edges: { i: number; j: number; bits: number }[] = [];
  for (let i = 0; i < comparisons; i++) {
    for (let j = i + 1; j < comparisons; j++) {
      const { bits, statistic } = dependence(jointCounts(sizes, random, weight, i, j), sizes[j] as number);
      const freedom = ((sizes[i] as number) - 1) * ((sizes[j] as number) - 1);
      if (statistic - freedom > evidenceMin && bits > bitsMin) edges.push({ i, j, bits });
    }
  }
  edges.sort((x, y) => y.bits - x.bits || x.i - y.i || x.j - y.j);
  return createLayout(sizes, orient(comparisons, edges, sameByChance));
}

/** Kruskal's choice of edges, then parents from the roots outward. */
function orient(
  comparisons: number,
  edges: readonly { readonly i: number; readonly j: number }[],
  sameByChance: readonly number[],
): Int32Array {
  const tree = Array.from({ length: comparisons }, (_, i) => i);
  const neighbours = Array.from({ length: comparisons }, () => [] as number[]);
  for (const { i, j } of edges) {
    const [a, b] = [tree[i] as number, tree[j] as number];
    if (a === b) continue;
    for (let k = 0; k < comparisons; k++) if (tree[k] === b) tree[k] = a;
    neighbours[i]?.push(j);
    neighbours[j]?.push(i);
  }
  const parents = new Int32Array(comparisons).fill(-1);
  const done = new Set<number>();
  const order = [...tree.keys()].sort((x, y) => (sameByChance[x] as number) - (sameByChance[y] as number) || x - y);
  for (const root of order) {
    const queue = done.has(root) ? [] : [root];
    for (const at of queue) {
      done.add(at);
      for (const next of neighbours[at] ?? []) {
        if (done.has(next)) continue;
        parents[next] = at;
        queue.push(next);
      }
    }
  }
  return parents;
}

/**
 * P(level | parent's level, no match): the marginal `u` times how much more often than chance the two
 * levels come together, drawn to 1 where that was seen too seldom to tell.
 */
export function conditionalU(
  layout: Layout,
  marginal: readonly Float64Array[],
  random: Patterns,
  weight: Float64Array,
): Float64Array {
  const { sizes, parents, tables } = layout;
  const u = new Float64Array(tables[sizes.length] as number);
  for (let c = 0; c < sizes.length; c++) {
    const size = sizes[c] as number;
    const own = marginal[c] as Float64Array;
    const start = tables[c] as number;
    u.set(own, start);
    const parent = parents[c] as number;
    if (parent < 0) continue;
    const joint = jointCounts(sizes, random, weight, parent, c);
    const { rows, columns, total } = margins(joint, size);
    for (let row = 0; row < rows.length; row++) {
      const at = start + (row + 1) * size;
      let sum = 0;
      for (let level = 0; level < size; level++) {
        const expected = ((rows[row] as number) * (columns[level] as number)) / Math.max(total, 1);
        const lift = ((joint[row * size + level] as number) + liftPairs) / (expected + liftPairs);
        u[at + level] = (own[level] as number) * lift;
        sum += u[at + level] as number;
      }
      for (let level = 0; level < size; level++) u[at + level] = (u[at + level] as number) / sum;
    }
  }
  return u;
}
