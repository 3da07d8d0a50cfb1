import { logLossGradients } from './gradients.ts';
import { type GrowState, type LeafTask, workGroups } from './grow-state.ts';
import { openRootRows, type RootSums } from './open-root.ts';
import { type BinSplit, gatherGradients, joinSides, separateRows } from './row-partition.ts';

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
  /** Sorts the rows of a leaf by side; returns where the right side begins. */
  partition(from: number, to: number, split: BinSplit): number;
  /** Puts the gradients of a leaf's rows side by side. */
  gather(from: number, to: number, rowStep: number): void;
}

export function teamOfOne(state: GrowState): GrowTeam {
  const { rows, spare, binned, gh, ordered } = state;
  return Object.freeze({
    gradients: (count: number, weightLimit: number, weighted: boolean) =>
      gradientPart(state, 0, count, count, weightLimit, weighted),
    openRoot: (count: number, shift: number, rowStep: number) => openRootRows(state, 0, count, shift, rowStep),
    sumLeaf: (task: LeafTask) => workGroups(state, 0, binned.groups.length, task),
    partition: (from: number, to: number, split: BinSplit) =>
      joinSides(rows, spare, [from, to], [separateRows(rows, spare, from, to, binned, split)]),
    gather: (from: number, to: number, rowStep: number) => gatherGradients(rows, gh, from, to, rowStep, ordered),
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
