import { type Forest, missingGoesLeft, missingKind, missingKinds, type Tree } from './forest.ts';
import { fitsTables, scoreByTables } from './forest-tables.ts';

const zeroLimit = 1e-35;
const blockRows = 256;

/**
 * Raw scores: the sum of the leaf values a row falls into, tree by tree, as LightGBM's `predict(raw_score=True)`.
 * @param columns parallel to the forest's features
 * @param rows row numbers to score
 * @returns outputs numbers a row, row after row
 */
export function scoreForest(forest: Forest, columns: readonly Float32Array[], rows: Int32Array): Float64Array {
  if (fitsTables(forest)) return scoreByTables(forest, columns, rows);
  const { outputs } = forest;
  const result = new Float64Array(rows.length * outputs);
  const width = columns.length;
  const block = new Float64Array(blockRows * width);
  const flat = forest.trees.map(flatten);
  for (let from = 0; from < rows.length; from += blockRows) {
    const size = Math.min(blockRows, rows.length - from);
    for (let f = 0; f < width; f++) {
      const column = columns[f];
      for (let i = 0; i < size; i++) block[i * width + f] = column[rows[from + i]];
    }
    for (let t = 0; t < flat.length; t++)
      addTree(flat[t], block, width, size, result, from * outputs + (t % outputs), outputs);
  }
  return result;
}

/** Nodes as the scoring loop wants them: children side by side, two per node, right then left. */
interface FlatTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly children: Int32Array;
  /** 1 where NaN goes left. */
  readonly nanLeft: Uint8Array;
  /** 0 where zero is a value like any other; 1 it goes right as missing, 2 left. */
  readonly zero: Uint8Array;
  readonly anyZero: boolean;
  readonly leafValue: Float64Array;
}

function flatten(tree: Tree): FlatTree {
  const nodes = tree.splitFeature.length;
  const children = new Int32Array(2 * nodes);
  const nanLeft = new Uint8Array(nodes);
  const zero = new Uint8Array(nodes);
  for (let n = 0; n < nodes; n++) {
    children[2 * n] = tree.rightChild[n];
    children[2 * n + 1] = tree.leftChild[n];
    const kind = missingKind(tree.decision[n]);
    nanLeft[n] = Number(missingGoesLeft(tree, n));
    zero[n] = kind === missingKinds.zero ? 1 + nanLeft[n] : 0;
  }
  const anyZero = zero.some((value) => value > 0);
  const { splitFeature: feature, threshold, leafValue } = tree;
  return { feature, threshold, children, nanLeft, zero, anyZero, leafValue };
}

function addTree(
  tree: FlatTree,
  block: Float64Array,
  width: number,
  size: number,
  result: Float64Array,
  to: number,
  stride: number,
): void {
  const { feature, threshold, children, nanLeft, zero, anyZero, leafValue } = tree;
  const root = feature.length > 0 ? 0 : -1;
  for (let i = 0; i < size; i++) {
    let node = root;
    const base = i * width;
    while (node >= 0) {
      const value = block[base + feature[node]];
      let left = value <= threshold[node] ? 1 : 0;
      if (Number.isNaN(value)) left = nanLeft[node];
      else if (anyZero && zero[node] > 0 && value <= zeroLimit && value >= -zeroLimit) left = zero[node] - 1;
      node = children[2 * node + left];
    }
    result[to + i * stride] += leafValue[~node];
  }
}

/** The decision of one node, as the loop above takes it. */
export function goesLeft(tree: Tree, node: number, value: number): boolean {
  const kind = missingKind(tree.decision[node]);
  if (Number.isNaN(value)) return missingGoesLeft(tree, node);
  if (kind === missingKinds.zero && Math.abs(value) <= zeroLimit) return missingGoesLeft(tree, node);
  return value <= tree.threshold[node];
}
