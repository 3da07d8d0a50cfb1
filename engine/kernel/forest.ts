/**
 * A decision tree in flat arrays, laid out as LightGBM lays it out: inner nodes 0 .. leaves - 2, a child
 * below zero is leaf `~child`. Leaf values include the learning rate.
 */
export interface Tree {
  readonly leaves: number;
  readonly splitFeature: Int32Array;
  /** Reduction of the loss by the split. */
  readonly splitGain: Float64Array;
  /** A value at or below it goes left; infinite where a split parts missing values from all others. */
  readonly threshold: Float64Array;
  /** Bit 1: a missing value goes left. Bits 2-3: what counts as missing (0 nothing, 1 zero and NaN, 2 NaN). */
  readonly decision: Uint8Array;
  readonly leftChild: Int32Array;
  readonly rightChild: Int32Array;
  readonly leafValue: Float64Array;
  /** Sum of hessians in the leaf. */
  readonly leafWeight: Float64Array;
  readonly leafCount: Int32Array;
  readonly internalValue: Float64Array;
  readonly internalWeight: Float64Array;
  readonly internalCount: Int32Array;
  readonly shrinkage: number;
}

/** Trees whose leaf values add up to a raw score; with more than two classes they take turns, class by class. */
export interface Forest {
  /** 1 for binary log-loss, otherwise the number of classes. */
  readonly outputs: number;
  readonly featureNames: readonly string[];
  /** Smallest and largest finite value seen in training; low > high where the feature never varied. */
  readonly featureRanges: readonly (readonly [number, number])[];
  readonly trees: readonly Tree[];
  /** Slope inside the sigmoid that turns a raw score into a probability; 1 unless a foreign model says otherwise. */
  readonly sigmoid: number;
}

export const defaultLeftBit = 2;
export const missingKinds = Object.freeze({ none: 0, zero: 1, nan: 2 });

/** What a node treats as missing: 0 nothing, 1 zero and NaN, 2 NaN. */
export function missingKind(decision: number): number {
  return (decision >>> 2) & 3;
}

/** Where a node sends missing values; one that knows none reads NaN as zero, as LightGBM does. */
export function missingGoesLeft({ decision, threshold }: Tree, node: number): boolean {
  if (missingKind(decision[node]) === missingKinds.none) return threshold[node] >= 0;
  return (decision[node] & defaultLeftBit) !== 0;
}

/** A tree of one leaf. */
export function constantTree(value: number, count: number): Tree {
  return {
    leaves: 1,
    splitFeature: new Int32Array(0),
    splitGain: new Float64Array(0),
    threshold: new Float64Array(0),
    decision: new Uint8Array(0),
    leftChild: new Int32Array(0),
    rightChild: new Int32Array(0),
    leafValue: Float64Array.of(value),
    leafWeight: Float64Array.of(0),
    leafCount: Int32Array.of(count),
    internalValue: new Float64Array(0),
    internalWeight: new Float64Array(0),
    internalCount: new Int32Array(0),
    shrinkage: 1,
  };
}

/** The trees with the starting score of each output put into its first tree, where LightGBM keeps it. */
export function withStartScores(trees: readonly Tree[], starts: ArrayLike<number>): readonly Tree[] {
  return trees.map((tree, t) => {
    if (t >= starts.length) return tree;
    const start = starts[t];
    return {
      ...tree,
      leafValue: tree.leafValue.map((value) => value + start),
      internalValue: tree.internalValue.map((value) => value + start),
      shrinkage: 1,
    };
  });
}
