import type { Forest, Tree } from './forest.ts';
import { goesLeft } from './forest-score.ts';

/** Raw score of one row, taken apart: base + the sum of the contributions is the score. */
export interface Contributions {
  /** Mean raw score of the training rows. */
  readonly base: number;
  /** What each feature adds for this row. */
  readonly byFeature: Float64Array;
}

/**
 * Exact Shapley values of a forest's raw score, path-dependent TreeSHAP (Lundberg, Erion & Lee 2018, algorithm 2):
 * a feature that is not known is averaged over the training rows that pass each node. Binary forests only.
 * Correlated features share what they say together; a contribution is not a cause.
 * @param values one value a feature; NaN is missing
 */
export function treeShap(forest: Forest, values: Float64Array): Contributions {
  const byFeature = new Float64Array(forest.featureNames.length);
  let base = 0;
  for (const tree of forest.trees) {
    base += meanOf(tree);
    if (tree.leaves > 1) new PathWalk(tree, values, byFeature).run();
  }
  return { base, byFeature };
}

/** Rows that passed a node or leaf; 1 where a foreign model does not say. */
function coverOf(tree: Tree, node: number): number {
  return (node < 0 ? tree.leafCount[~node] : tree.internalCount[node]) || 1;
}

/** Share of a node's rows that pass its left child. */
function leftShare(tree: Tree, node: number): number {
  const left = coverOf(tree, tree.leftChild[node]);
  return left / (left + coverOf(tree, tree.rightChild[node]));
}

function meanOf(tree: Tree, node = tree.leaves > 1 ? 0 : -1): number {
  if (node < 0) return tree.leafValue[~node];
  const share = leftShare(tree, node);
  return share * meanOf(tree, tree.leftChild[node]) + (1 - share) * meanOf(tree, tree.rightChild[node]);
}

/** The features met on the way to a node, once each; entry 0 stands for none. */
class Path {
  readonly feature: Int32Array;
  /** Share of the rows that pass when the feature is not known. */
  readonly zero: Float64Array;
  /** 1 when this row passes, else 0. */
  readonly one: Float64Array;
  /** Share of the subsets of each size. */
  readonly weight: Float64Array;

  constructor(depth: number) {
    this.feature = new Int32Array(depth);
    this.zero = new Float64Array(depth);
    this.one = new Float64Array(depth);
    this.weight = new Float64Array(depth);
  }

  copyFrom(other: Path, length: number): void {
    for (let i = 0; i < length; i++) {
      this.feature[i] = other.feature[i];
      this.zero[i] = other.zero[i];
      this.one[i] = other.one[i];
      this.weight[i] = other.weight[i];
    }
  }

  /** Adds a feature as entry `depth` (the paper's EXTEND). */
  extend(depth: number, feature: number, zero: number, one: number): void {
    const { weight } = this;
    this.feature[depth] = feature;
    this.zero[depth] = zero;
    this.one[depth] = one;
    weight[depth] = depth === 0 ? 1 : 0;
    for (let i = depth - 1; i >= 0; i--) {
      weight[i + 1] += (one * weight[i] * (i + 1)) / (depth + 1);
      weight[i] = (zero * weight[i] * (depth - i)) / (depth + 1);
    }
  }

  /** Takes entry `at` out of a path whose last entry is `depth` (UNWIND). */
  unwind(depth: number, at: number): void {
    const { weight } = this;
    const one = this.one[at];
    const zero = this.zero[at];
    let next = weight[depth];
    for (let i = depth - 1; i >= 0; i--) {
      if (one === 0) weight[i] = (weight[i] * (depth + 1)) / (zero * (depth - i));
      else {
        const held = weight[i];
        weight[i] = (next * (depth + 1)) / ((i + 1) * one);
        next = held - (weight[i] * zero * (depth - i)) / (depth + 1);
      }
    }
    for (let i = at; i < depth; i++) {
      this.feature[i] = this.feature[i + 1];
      this.zero[i] = this.zero[i + 1];
      this.one[i] = this.one[i + 1];
    }
  }

  /** Sum of the weights that `unwind` would leave. */
  unwoundSum(depth: number, at: number): number {
    const { weight } = this;
    const one = this.one[at];
    const zero = this.zero[at];
    let next = weight[depth];
    let sum = 0;
    for (let i = depth - 1; i >= 0; i--) {
      if (one === 0) sum += (weight[i] * (depth + 1)) / (zero * (depth - i));
      else {
        const part = (next * (depth + 1)) / ((i + 1) * one);
        sum += part;
        next = weight[i] - (part * zero * (depth - i)) / (depth + 1);
      }
    }
    return sum;
  }
}

/** One walk over a tree: every leaf gives each feature on its path its share. */
class PathWalk {
  readonly #tree: Tree;
  readonly #values: Float64Array;
  readonly #into: Float64Array;
  readonly #paths: Path[] = [];

  constructor(tree: Tree, values: Float64Array, into: Float64Array) {
    this.#tree = tree;
    this.#values = values;
    this.#into = into;
  }

  run(): void {
    this.#visit(0, 0, 0, undefined, -1, 1, 1);
  }

  /** @param length entries of the parent's path that hold */
  #visit(
    node: number,
    level: number,
    length: number,
    parent: Path | undefined,
    feature: number,
    zero: number,
    one: number,
  ) {
    const path = this.#pathAt(level);
    if (parent !== undefined) path.copyFrom(parent, length);
    path.extend(length, feature, zero, one);
    if (node < 0) this.#giveShares(path, length, this.#tree.leafValue[~node]);
    else this.#descend(node, level, length, path);
  }

  #descend(node: number, level: number, length: number, path: Path): void {
    const tree = this.#tree;
    const feature = tree.splitFeature[node];
    const left = goesLeft(tree, node, this.#values[feature]);
    const share = leftShare(tree, node);
    let depth = length;
    let zero = 1;
    let one = 1;
    for (let i = 1; i <= length; i++) {
      if (path.feature[i] !== feature) continue;
      zero = path.zero[i];
      one = path.one[i];
      path.unwind(length, i);
      depth--;
      break;
    }
    this.#visit(tree.leftChild[node], level + 1, depth + 1, path, feature, zero * share, left ? one : 0);
    this.#visit(tree.rightChild[node], level + 1, depth + 1, path, feature, zero * (1 - share), left ? 0 : one);
  }

  #giveShares(path: Path, depth: number, value: number): void {
    for (let i = 1; i <= depth; i++) {
      this.#into[path.feature[i]] += path.unwoundSum(depth, i) * (path.one[i] - path.zero[i]) * value;
    }
  }

  #pathAt(level: number): Path {
    this.#paths[level] ??= new Path(level + 2);
    return this.#paths[level];
  }
}
