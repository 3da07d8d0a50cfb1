import type { BinnedColumns } from './feature-bins.ts';
import { defaultLeftBit, type Tree } from './forest.ts';
import type { GrowState } from './grow-state.ts';
import type { GrowTeam } from './grow-team.ts';
import type { GrownTree } from './grow-tree.ts';
import type { Rng } from './rng.ts';

/** Draws the rows and the features of the next tree into the state. @returns how many rows */
export function sampleTree(state: GrowState, learn: Int32Array, rng: Rng): number {
  const { rows, used, options, binned } = state;
  const features = binned.features.length;
  sampleFeatures(used, options.featureFraction, rng);
  for (let f = 0; f < features; f++) if (binned.features[f].bins < 2) used[f] = 0;
  if (options.baggingFraction >= 1) {
    rows.set(learn);
    return learn.length;
  }
  let count = 0;
  for (let i = 0; i < learn.length; i++) if (rng.uniform() < options.baggingFraction) rows[count++] = learn[i];
  return count;
}

/** Adds a grown tree to the margin of every row of the table, grown from it or not. */
export function addTreeScores(
  { tree, splitBin, leafFrom, leafTo }: GrownTree,
  count: number,
  state: GrowState,
  team: GrowTeam,
): void {
  const { rows, spare, binned, margin } = state;
  state.leafFrom.set(leafFrom);
  state.leafTo.set(leafTo);
  state.leafValue.set(tree.leafValue);
  team.addScores(count, tree.leaves);
  if (count === binned.rows) return;
  const grownFrom = spare.fill(0);
  for (let i = 0; i < count; i++) grownFrom[rows[i]] = 1;
  for (let r = 0; r < binned.rows; r++) {
    if (grownFrom[r] === 0) margin[r] += tree.leafValue[leafOfBins(tree, splitBin, binned, r)];
  }
}

/** Leaf that a binned row falls into. */
function leafOfBins(tree: Tree, splitBin: Int32Array, { groups }: BinnedColumns, row: number): number {
  let node = 0;
  while (node >= 0) {
    const feature = tree.splitFeature[node];
    const bin = (groups[feature >> 2][row] >>> ((feature & 3) * 8)) & 255;
    const left = bin === 0 ? (tree.decision[node] & defaultLeftBit) !== 0 : bin <= splitBin[node];
    node = left ? tree.leftChild[node] : tree.rightChild[node];
  }
  return ~node;
}

/** Marks a fixed number of features, chosen without replacement. */
function sampleFeatures(used: Uint8Array, fraction: number, rng: Rng): void {
  if (fraction >= 1) {
    used.fill(1);
    return;
  }
  used.fill(0);
  let wanted = Math.max(1, Math.round(used.length * fraction));
  for (let f = 0; f < used.length; f++) {
    if (rng.uniform() * (used.length - f) >= wanted) continue;
    used[f] = 1;
    wanted--;
  }
}

/** A power of two at or above every weight of the rows. */
export function powerAbove(weights: Float64Array | undefined, rows: Int32Array): number {
  let largest = weights === undefined ? 1 : 0;
  if (weights !== undefined) for (let i = 0; i < rows.length; i++) largest = Math.max(largest, weights[rows[i]]);
  return 2 ** Math.ceil(Math.log2(largest || 1));
}
