import type { BinnedColumns } from './feature-bins.ts';
import { createRng, type Rng } from './rng.ts';

export interface RandomTreesOptions {
  readonly trees: number;
  /** Features tried at a node, among those that vary there. */
  readonly featuresPerNode: number;
  readonly minDataInLeaf: number;
  /** One cut a feature drawn at random (Geurts, Ernst & Wehenkel 2006) or the best of all (Breiman 2001). */
  readonly cuts: 'random' | 'best';
  /** True: each tree sees as many rows as there are, drawn with replacement. */
  readonly drawRows: boolean;
  readonly seed: number;
}

/** One tree being grown or read: node n tests `feature[n]`, or is a leaf (feature -1) with a class mix at `mix`. */
interface RandomTree {
  readonly feature: Int32Array;
  /** Bins up to it go left; a missing value (bin 0) always does. */
  readonly cut: Uint8Array;
  /** The left child; the right one follows it. Of a leaf: its place in `mix`. */
  readonly child: Int32Array;
  readonly mix: Float64Array;
}

interface Grower extends RandomTree {
  readonly binned: BinnedColumns;
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly options: RandomTreesOptions;
  readonly rng: Rng;
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  /** Features in the order of drawing; shuffled on and on. */
  readonly order: Int32Array;
  readonly counts: Float64Array;
  readonly left: Float64Array;
  readonly histogram: Float64Array;
  leaves: number;
  nodes: number;
  bestScore: number;
  bestFeature: number;
  bestCut: number;
}

/**
 * A forest of unpruned classification trees on binned columns, split by the Gini index. Labels are read at `rows`
 * only; every row of the table is scored.
 * @param labels class of each row, in [0, classes)
 * @returns `classes` shares a row, row after row: the mean over the trees of the class mix of the row's leaf
 */
export function randomTrees(
  binned: BinnedColumns,
  labels: Uint8Array,
  classes: number,
  rows: Int32Array,
  options: RandomTreesOptions,
): Float64Array {
  const grower = createGrower(binned, labels, classes, rows.length, options);
  const shares = new Float64Array(binned.rows * classes);
  for (let tree = 0; tree < options.trees; tree++) {
    growTree(grower, rows);
    addShares(grower, binned, classes, shares);
  }
  for (let i = 0; i < shares.length; i++) shares[i] /= options.trees;
  return shares;
}

function createGrower(
  binned: BinnedColumns,
  labels: Uint8Array,
  classes: number,
  count: number,
  options: RandomTreesOptions,
): Grower {
  const varying: number[] = [];
  for (let f = 0; f < binned.features.length; f++) if (binned.features[f].bins > 1) varying.push(f);
  const mostNodes = 2 * count + 1;
  return {
    binned,
    labels,
    classes,
    options,
    rng: createRng(options.seed),
    rows: new Int32Array(count),
    spare: new Int32Array(count),
    order: Int32Array.from(varying),
    counts: new Float64Array(classes),
    left: new Float64Array(classes),
    histogram: new Float64Array(256 * classes),
    feature: new Int32Array(mostNodes),
    cut: new Uint8Array(mostNodes),
    child: new Int32Array(mostNodes),
    mix: new Float64Array((count + 1) * classes),
    leaves: 0,
    nodes: 0,
    bestScore: 0,
    bestFeature: -1,
    bestCut: 0,
  };
}

function growTree(grower: Grower, rows: Int32Array): void {
  const { options, rng, rows: own } = grower;
  if (options.drawRows) for (let i = 0; i < rows.length; i++) own[i] = rows[rng.int(rows.length)];
  else own.set(rows);
  grower.nodes = 1;
  grower.leaves = 0;
  const open = [0, 0, rows.length];
  while (open.length > 0) {
    const to = open.pop() as number;
    const from = open.pop() as number;
    const node = open.pop() as number;
    if (!findCut(grower, from, to)) {
      closeLeaf(grower, node, to - from);
      continue;
    }
    const middle = divide(grower, from, to);
    const child = grower.nodes;
    grower.nodes += 2;
    grower.feature[node] = grower.bestFeature;
    grower.cut[node] = grower.bestCut;
    grower.child[node] = child;
    open.push(child + 1, middle, to, child, from, middle);
  }
}

function closeLeaf(grower: Grower, node: number, count: number): void {
  const { counts, classes, mix } = grower;
  const place = grower.leaves++ * classes;
  for (let c = 0; c < classes; c++) mix[place + c] = counts[c] / count;
  grower.feature[node] = -1;
  grower.child[node] = place;
}

/** Fills `counts` for the node and looks for its cut. False where it must stay a leaf. */
function findCut(grower: Grower, from: number, to: number): boolean {
  const { rows, labels, counts, order, options, rng } = grower;
  counts.fill(0);
  for (let i = from; i < to; i++) counts[labels[rows[i]]]++;
  const count = to - from;
  grower.bestFeature = -1;
  grower.bestScore = -1;
  if (count < 2 * options.minDataInLeaf || count < 2) return false;
  for (let c = 0; c < counts.length; c++) if (counts[c] === count) return false;
  let tried = 0;
  for (let drawn = 0; drawn < order.length && tried < options.featuresPerNode; drawn++) {
    const other = drawn + rng.int(order.length - drawn);
    const feature = order[other];
    order[other] = order[drawn];
    order[drawn] = feature;
    if (options.cuts === 'random' ? tryRandomCut(grower, feature, from, to) : tryAllCuts(grower, feature, from, to)) {
      tried++;
    }
  }
  return grower.bestFeature >= 0;
}

/** Sum over both sides of (sum of squared class counts) / rows: the larger, the purer. */
function offer(grower: Grower, feature: number, cut: number, leftRows: number, rightRows: number): void {
  const { counts, left, options } = grower;
  if (leftRows < options.minDataInLeaf || rightRows < options.minDataInLeaf) return;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let c = 0; c < counts.length; c++) {
    const right = counts[c] - left[c];
    leftSquares += left[c] * left[c];
    rightSquares += right * right;
  }
  const score = leftSquares / leftRows + rightSquares / rightRows;
  if (!(score > grower.bestScore)) return;
  grower.bestScore = score;
  grower.bestFeature = feature;
  grower.bestCut = cut;
}

/** False where the feature does not vary in the node. */
function tryRandomCut(grower: Grower, feature: number, from: number, to: number): boolean {
  const { rows, labels, left, rng } = grower;
  const words = grower.binned.groups[feature >> 2];
  const shift = (feature & 3) * 8;
  let low = 255;
  let high = 0;
  for (let i = from; i < to; i++) {
    const bin = (words[rows[i]] >>> shift) & 255;
    if (bin < low) low = bin;
    if (bin > high) high = bin;
  }
  if (low === high) return false;
  const cut = low + rng.int(high - low);
  left.fill(0);
  let leftRows = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    if (((words[row] >>> shift) & 255) > cut) continue;
    left[labels[row]]++;
    leftRows++;
  }
  offer(grower, feature, cut, leftRows, to - from - leftRows);
  return true;
}

function tryAllCuts(grower: Grower, feature: number, from: number, to: number): boolean {
  const { rows, labels, left, histogram, classes } = grower;
  const words = grower.binned.groups[feature >> 2];
  const shift = (feature & 3) * 8;
  let low = 255;
  let high = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const bin = (words[row] >>> shift) & 255;
    if (bin < low) low = bin;
    if (bin > high) high = bin;
    histogram[bin * classes + labels[row]]++;
  }
  left.fill(0);
  let leftRows = 0;
  for (let bin = low; bin < high; bin++) {
    let here = 0;
    for (let c = 0; c < classes; c++) {
      left[c] += histogram[bin * classes + c];
      here += histogram[bin * classes + c];
    }
    if (here === 0) continue;
    leftRows += here;
    offer(grower, feature, bin, leftRows, to - from - leftRows);
  }
  histogram.fill(0, low * classes, (high + 1) * classes);
  return low < high;
}

function divide(grower: Grower, from: number, to: number): number {
  const { rows, spare, bestFeature, bestCut } = grower;
  const words = grower.binned.groups[bestFeature >> 2];
  const shift = (bestFeature & 3) * 8;
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    if (((words[row] >>> shift) & 255) <= bestCut) rows[left++] = row;
    else spare[right++] = row;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i];
  return left;
}

function addShares(tree: RandomTree, { groups, rows }: BinnedColumns, classes: number, shares: Float64Array): void {
  const { feature, cut, child, mix } = tree;
  for (let row = 0; row < rows; row++) {
    let node = 0;
    for (let f = feature[0]; f >= 0; f = feature[node]) {
      const right = ((groups[f >> 2][row] >>> ((f & 3) * 8)) & 255) > cut[node];
      node = child[node] + (right ? 1 : 0);
    }
    const place = child[node];
    for (let c = 0; c < classes; c++) shares[row * classes + c] += mix[place + c];
  }
}
