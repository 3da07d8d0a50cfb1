import { logLossGradients } from './gradients.ts';
import { type GrowLoops, plainLoops } from './grow-loops.ts';
import type { GrowState } from './grow-state.ts';
import { type LeafTask, workGroups } from './leaf-work.ts';
import type { RootSums } from './open-root.ts';
import { type BinSplit, placesOf } from './row-partition.ts';

/**
 * Whoever does the heavy steps of growing a tree: this thread alone, or several that share the state's memory.
 * Sums are whole numbers and the order of rows is kept, so that every team leaves the same bytes.
 */
export interface GrowTeam {
  /**
   * Gradients of binary log-loss of the first `count` rows, from the state's margin, labels and (if `weighted`) weights.
   * Returns the sum of hessians in units.
   */
  gradients(count: number, weightLimit: number, weighted: boolean): number;
  /** Makes room for the row count beside the hessians of the first `count` rows, puts them side by side and adds them up. */
  openRoot(count: number, shift: number, rowStep: number): RootSums;
  /** Histograms and best splits of a leaf and of its larger twin. */
  sumLeaf(task: LeafTask): void;
  /**
   * Sorts the rows of a leaf by side; returns where the right side begins.
   * @param rowStep 0, or the gradients of the smaller side are put side by side with it
   */
  partition(from: number, to: number, split: BinSplit, rowStep: number): number;
  /** Adds the leaf values of a tree over the first `count` rows to the margin. */
  addScores(count: number, leaves: number): void;
}

export function teamOfOne(state: GrowState, loops: GrowLoops = plainLoops(state)): GrowTeam {
  return Object.freeze({
    gradients: (count: number, weightLimit: number, weighted: boolean) =>
      gradientPart(state, 0, count, count, weightLimit, weighted),
    openRoot: (count: number, shift: number, rowStep: number) => loops.openRoot(0, count, shift, rowStep),
    sumLeaf: (task: LeafTask) => workGroups(state, loops, 0, state.binned.groups.length, task),
    partition(from: number, to: number, split: BinSplit, rowStep: number): number {
      return settlePart(loops, from, to, from, to, 0, [loops.separate(from, to, split)], rowStep);
    },
    addScores: (count: number, leaves: number) => loops.addScores(0, count, leaves),
  });
}

/** Gradients of rows `from` to `to` of the `count` of a tree. @returns their sum of hessians in units */
export function gradientPart(
  { margin, labels, weights, rows, gh }: GrowState,
  from: number,
  to: number,
  count: number,
  weightLimit: number,
  weighted: boolean,
): number {
  const own = weighted ? weights : undefined;
  return logLossGradients(margin, labels, own, weightLimit, rows.subarray(0, count), from, to, gh);
}

/**
 * Settles part `part`, rows start..end, of the separated rows from..to. @returns where the right side begins
 * @param lefts how many went left in each part
 */
export function settlePart(
  loops: GrowLoops,
  from: number,
  to: number,
  start: number,
  end: number,
  part: number,
  lefts: ArrayLike<number>,
  rowStep: number,
): number {
  const { lefts: own, leftTo, rightTo, middle } = placesOf(from, start, part, lefts);
  const left = isLeftSmaller(from, middle, to);
  loops.settle(start, end, own, leftTo, rightTo, {
    left: rowStep > 0 && left,
    right: rowStep > 0 && !left,
    rowStep,
  });
  return middle;
}

/** Which side of a split leaf is summed; the other one's sums follow by subtraction. */
export function isLeftSmaller(from: number, middle: number, to: number): boolean {
  return middle - from <= to - middle;
}
