import { defaultLeftBit, missingKinds, type Tree } from './forest.ts';
import type { GradientScale } from './gradients.ts';
import type { GrowState } from './grow-state.ts';
import { type GrowTeam, isLeftSmaller } from './grow-team.ts';
import { hessianOf, type LeafSums, leafValue, type SplitTable } from './split-search.ts';

/** A leaf that may still be split. */
interface OpenLeaf extends LeafSums {
  readonly from: number;
  readonly to: number;
  readonly slot: number;
  readonly depth: number;
  /** Node whose child it is, as 2 node + (1 for the right child); -1 for the root. */
  readonly parent: number;
  readonly best: Best | undefined;
}

interface Best {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly leftGradient: number;
  readonly leftRows: number;
}

/** A scale, and the shift that brings hessians down to it. */
export type ShiftedScale = GradientScale & { readonly shift: number };

/** A finished tree, the rows of each leaf (ranges of state.rows) and the bins it was cut at. */
export interface GrownTree {
  readonly tree: Tree;
  readonly splitBin: Int32Array;
  readonly leafFrom: Int32Array;
  readonly leafTo: Int32Array;
}

/**
 * Grows one tree leaf by leaf, always the leaf that gains most (LightGBM's best-first growth), over the first
 * `count` rows of state.rows, whose gradients stand in state.gh, hessians not yet shifted.
 */
export function growTree(state: GrowState, count: number, scale: ShiftedScale, team: GrowTeam): GrownTree {
  const { options } = state;
  const leaves: OpenLeaf[] = [openRoot(state, count, scale, team)];
  const limit = Math.min(options.numLeaves, Math.max(count, 1));
  const nodes = new NodeLists();
  while (leaves.length < limit) {
    const chosen = bestLeaf(leaves);
    if (chosen < 0) break;
    splitLeaf(state, leaves, chosen, scale, team, nodes, leaves.length + 1 === limit);
  }
  return finish(state, leaves, nodes, scale);
}

class NodeLists {
  readonly splits: { readonly leaf: OpenLeaf; readonly best: Best }[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
}

function openRoot(state: GrowState, count: number, scale: ShiftedScale, team: GrowTeam): OpenLeaf {
  const sums = { ...team.openRoot(count, scale.shift, scale.rowStep), lower: -Infinity, upper: Infinity };
  const root = { ...sums, from: 0, to: count, slot: 0, depth: 0, parent: -1, best: undefined };
  if (!mayBeSplit(root, state)) return root;
  const task = { from: 0, to: count, slot: 0, largerSlot: -1, small: sums, large: sums };
  team.sumLeaf({ ...task, ...units(scale), searchSmall: true, searchLarge: false });
  return { ...root, best: readBest(state.smaller, state.used) };
}

function units({ gradientUnit, hessianUnit, rowStep }: GradientScale): GradientScale {
  return { gradientUnit, hessianUnit, rowStep };
}

function mayBeSplit(leaf: { from: number; to: number; depth: number }, { options }: GrowState): boolean {
  return (
    leaf.to - leaf.from >= 2 * Math.max(options.minDataInLeaf, 1) &&
    (options.maxDepth <= 0 || leaf.depth < options.maxDepth)
  );
}

function readBest(table: SplitTable, used: Uint8Array): Best | undefined {
  let feature = -1;
  let gain = 0;
  for (let f = 0; f < used.length; f++) {
    if (used[f] === 1 && table.gain[f] > gain) {
      gain = table.gain[f];
      feature = f;
    }
  }
  if (feature < 0) return undefined;
  return {
    gain,
    feature,
    bin: table.bin[feature],
    missingLeft: table.missingLeft[feature] === 1,
    leftGradient: table.leftGradient[feature],
    leftRows: table.leftRows[feature],
  };
}

function bestLeaf(leaves: readonly OpenLeaf[]): number {
  let chosen = -1;
  let gain = 0;
  for (let i = 0; i < leaves.length; i++) {
    const best = leaves[i].best;
    if (best !== undefined && best.gain > gain) {
      gain = best.gain;
      chosen = i;
    }
  }
  return chosen;
}

function splitLeaf(
  state: GrowState,
  leaves: OpenLeaf[],
  chosen: number,
  scale: GradientScale,
  team: GrowTeam,
  nodes: NodeLists,
  isLast: boolean,
): void {
  const leaf = leaves[chosen];
  const best = leaf.best as Best;
  const node = nodes.splits.length;
  const depth = leaf.depth + 1;
  const fresh = leaves.length;
  // The last two leaves are not split again: nobody asks for their gradients.
  const middle = team.partition(leaf.from, leaf.to, best, isLast ? 0 : scale.rowStep);
  link(nodes, leaf.parent, node);
  nodes.splits.push({ leaf, best });
  nodes.left.push(~chosen);
  nodes.right.push(~fresh);
  const [leftSums, rightSums] = childSums(leaf, best, scale, state);
  const leftSmaller = isLeftSmaller(leaf.from, middle, leaf.to);
  const left = { ...leftSums, from: leaf.from, to: middle, slot: leftSmaller ? fresh : leaf.slot, depth };
  const right = { ...rightSums, from: middle, to: leaf.to, slot: leftSmaller ? leaf.slot : fresh, depth };
  const [small, large] = leftSmaller ? [left, right] : [right, left];
  const searchSmall = !isLast && mayBeSplit(small, state);
  const searchLarge = !isLast && mayBeSplit(large, state);
  if (searchSmall || searchLarge) {
    const task = { from: small.from, to: small.to, slot: small.slot, largerSlot: large.slot, small, large };
    team.sumLeaf({ ...task, ...units(scale), searchSmall, searchLarge });
  }
  const bestSmall = searchSmall ? readBest(state.smaller, state.used) : undefined;
  const bestLarge = searchLarge ? readBest(state.larger, state.used) : undefined;
  leaves[chosen] = { ...left, parent: 2 * node, best: leftSmaller ? bestSmall : bestLarge };
  leaves.push({ ...right, parent: 2 * node + 1, best: leftSmaller ? bestLarge : bestSmall });
}

function link(nodes: NodeLists, parent: number, node: number): void {
  if (parent < 0) return;
  if ((parent & 1) === 0) nodes.left[parent >> 1] = node;
  else nodes.right[parent >> 1] = node;
}

/** Monotone constraints, LightGBM's basic method: the middle of the two values bounds both subtrees. */
function childSums(leaf: OpenLeaf, best: Best, scale: GradientScale, state: GrowState): [LeafSums, LeafSums] {
  const left = { gradient: best.leftGradient, rows: best.leftRows, lower: leaf.lower, upper: leaf.upper };
  const right = {
    gradient: leaf.gradient - best.leftGradient,
    rows: leaf.rows - best.leftRows,
    lower: leaf.lower,
    upper: leaf.upper,
  };
  const direction = state.options.monotone?.[best.feature] ?? 0;
  if (direction === 0) return [left, right];
  const middle = (outputOf(left, scale, state) + outputOf(right, scale, state)) / 2;
  if (direction > 0)
    return [
      { ...left, upper: middle },
      { ...right, lower: middle },
    ];
  return [
    { ...left, lower: middle },
    { ...right, upper: middle },
  ];
}

function outputOf(leaf: LeafSums, scale: GradientScale, { options }: GrowState): number {
  const value = leafValue(leaf.gradient * scale.gradientUnit, hessianOf(leaf.rows, scale), options);
  return Math.min(Math.max(value, leaf.lower), leaf.upper);
}

function finish(state: GrowState, leaves: readonly OpenLeaf[], nodes: NodeLists, scale: GradientScale): GrownTree {
  const { learningRate } = state.options;
  const splits = nodes.splits;
  const edgeOf = ({ best }: { readonly best: Best }): number => {
    const edges = state.binned.features[best.feature].edges;
    return best.bin - 1 < edges.length ? edges[best.bin - 1] : Infinity;
  };
  const tree: Tree = {
    leaves: leaves.length,
    splitFeature: Int32Array.from(splits, ({ best }) => best.feature),
    splitGain: Float64Array.from(splits, ({ best }) => best.gain),
    threshold: Float64Array.from(splits, edgeOf),
    decision: Uint8Array.from(splits, ({ best }) => (missingKinds.nan << 2) | (best.missingLeft ? defaultLeftBit : 0)),
    leftChild: Int32Array.from(nodes.left),
    rightChild: Int32Array.from(nodes.right),
    leafValue: Float64Array.from(leaves, (leaf) => learningRate * outputOf(leaf, scale, state)),
    leafWeight: Float64Array.from(leaves, (leaf) => hessianOf(leaf.rows, scale)),
    leafCount: Int32Array.from(leaves, (leaf) => leaf.to - leaf.from),
    internalValue: Float64Array.from(splits, ({ leaf }) => learningRate * outputOf(leaf, scale, state)),
    internalWeight: Float64Array.from(splits, ({ leaf }) => hessianOf(leaf.rows, scale)),
    internalCount: Int32Array.from(splits, ({ leaf }) => leaf.to - leaf.from),
    shrinkage: learningRate,
  };
  return {
    tree,
    splitBin: Int32Array.from(splits, ({ best }) => best.bin),
    leafFrom: Int32Array.from(leaves, (leaf) => leaf.from),
    leafTo: Int32Array.from(leaves, (leaf) => leaf.to),
  };
}
