import { type GrowState, type LeafTask, workGroups } from './grow-state.ts';
import { type BinSplit, gatherGradients, joinSides, separateRows } from './row-partition.ts';

/**
 * Whoever does the heavy steps of growing a tree: this thread alone, or several that share the state's memory.
 * Sums are whole numbers and the order of rows is kept, so that every team leaves the same bytes.
 */
export interface GrowTeam {
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
    sumLeaf: (task: LeafTask) => workGroups(state, 0, binned.groups.length, task),
    partition: (from: number, to: number, split: BinSplit) =>
      joinSides(rows, spare, [from, to], [separateRows(rows, spare, from, to, binned, split)]),
    gather: (from: number, to: number, rowStep: number) => gatherGradients(rows, gh, from, to, rowStep, ordered),
  });
}
