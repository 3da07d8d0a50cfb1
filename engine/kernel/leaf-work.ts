import { endFeature, type GrowLoops, isUsed } from './grow-loops.ts';
import type { GrowState } from './grow-state.ts';
import { type LeafSums, searchSplit } from './split-search.ts';

/** Two new leaves whose splits are wanted; the root has no larger twin. */
export interface LeafTask {
  readonly from: number;
  readonly to: number;
  /** Histogram to fill for the smaller leaf. */
  readonly slot: number;
  /** Histogram of the parent, which becomes the larger leaf's; -1 for the root. */
  readonly largerSlot: number;
  readonly small: LeafSums;
  readonly large: LeafSums;
  readonly searchSmall: boolean;
  readonly searchLarge: boolean;
  readonly gradientUnit: number;
  readonly hessianUnit: number;
  readonly rowStep: number;
}

/**
 * Sums feature groups first..end for the smaller leaf, takes the larger's by subtraction, searches both.
 * Groups do not touch each other's memory, so threads may share them out in any way, in fours.
 * @param first a multiple of 4
 */
export function workGroups(state: GrowState, loops: GrowLoops, first: number, end: number, task: LeafTask): void {
  loops.sumGroups(first, end, task.from, task.to, task.slot);
  if (task.largerSlot >= 0) loops.subtract(first, end, task.largerSlot, task.slot);
  for (let group = first; group < end; group++) if (isUsed(state, group)) searchGroup(state, group, task);
}

function searchGroup(state: GrowState, group: number, task: LeafTask): void {
  const { binStart, stride, histograms, used, options } = state;
  const place = task.slot * stride;
  const largerPlace = task.largerSlot * stride;
  const end = endFeature(state, group + 1);
  for (let f = group * 4; f < end; f++) {
    if (used[f] === 0) continue;
    const direction = options.monotone?.[f] ?? 0;
    const bins = binStart[f + 1] - binStart[f];
    const base = 2 * binStart[f];
    if (task.searchSmall) {
      searchSplit(f, histograms, place + base, bins, task.small, task, options, direction, state.smaller);
    }
    if (task.searchLarge) {
      searchSplit(f, histograms, largerPlace + base, bins, task.large, task, options, direction, state.larger);
    }
  }
}
