import type { GrowState } from './grow-state.ts';
import { putSums, subtractHistogram, sumListedRows } from './histogram.ts';
import { openRootRows, type RootSums } from './open-root.ts';
import { type BinSplit, type Gather, separateRows, settleRows } from './row-partition.ts';

/**
 * The loops over rows and bins that training spends its time in. The plain ones below say what each does; compiled ones
 * (`compiled/`) leave the same bytes sooner.
 */
export interface GrowLoops {
  /** Histograms of the used features of groups first..end: the rows from..to, whose gradients stand in `ordered`. */
  sumGroups(first: number, end: number, from: number, to: number, slot: number): void;
  /** Takes histogram `smaller` from histogram `parent` for groups first..end. */
  subtract(first: number, end: number, parent: number, smaller: number): void;
  openRoot(from: number, to: number, shift: number, rowStep: number): RootSums;
  /** Sorts rows from..to by side into `spare`; returns how many go left. */
  separate(from: number, to: number, split: BinSplit): number;
  /** Puts sorted rows from..to where they belong, with the gradients of one side. */
  settle(from: number, to: number, lefts: number, leftTo: number, rightTo: number, gather: Gather): void;
  /** Adds the values of the first `leaves` leaves to the margin of their rows, of those at from..to. */
  addScores(from: number, to: number, leaves: number): void;
}

export function plainLoops(state: GrowState): GrowLoops {
  const { binned, binStart, stride, histograms, gh, ordered, rows, spare, margin } = state;
  return Object.freeze({
    sumGroups(first: number, end: number, from: number, to: number, slot: number): void {
      for (let group = first; group < end; group++) {
        if (!isUsed(state, group)) continue;
        sumListedRows(binned.groups[group], rows, ordered, from, to);
        putSums(histograms, slot * stride, binStart, 4 * group, endFeature(state, group + 1));
      }
    },
    subtract(first: number, end: number, parent: number, smaller: number): void {
      const start = 2 * binStart[4 * first];
      const length = 2 * binStart[endFeature(state, end)] - start;
      subtractHistogram(histograms, parent * stride + start, smaller * stride + start, length);
    },
    openRoot: (from: number, to: number, shift: number, rowStep: number) =>
      openRootRows(state, from, to, shift, rowStep),
    separate: (from: number, to: number, split: BinSplit) => separateRows(rows, spare, from, to, binned, split),
    settle: (from: number, to: number, lefts: number, leftTo: number, rightTo: number, gather: Gather) =>
      settleRows(rows, spare, from, to, lefts, leftTo, rightTo, gh, gather, ordered),
    addScores(from: number, to: number, leaves: number): void {
      for (let leaf = 0; leaf < leaves; leaf++) {
        const value = state.leafValue[leaf];
        const end = Math.min(state.leafTo[leaf], to);
        for (let i = Math.max(state.leafFrom[leaf], from); i < end; i++) margin[rows[i]] += value;
      }
    },
  });
}

/** One past the last feature of the groups below `group`. */
export function endFeature({ binned }: GrowState, group: number): number {
  return Math.min(4 * group, binned.features.length);
}

export function isUsed(state: GrowState, group: number): boolean {
  const end = endFeature(state, group + 1);
  for (let f = group * 4; f < end; f++) if (state.used[f] === 1) return true;
  return false;
}
