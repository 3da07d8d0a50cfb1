import type { BoosterOptions } from './booster-options.ts';
import type { BinnedColumns } from './feature-bins.ts';
import { addToHistograms, subtractHistogram } from './histogram.ts';
import { type LeafSums, type SplitTable, searchSplit } from './split-search.ts';

type Allocate = (bytes: number) => ArrayBufferLike;

/** Memory of tree growing: allocated once, used by every tree, shared when `allocate` shares it. */
export interface GrowState {
  readonly binned: BinnedColumns;
  readonly options: BoosterOptions;
  /** First bin of each feature within a histogram; the last entry is a dump for the features that pad a group. */
  readonly binStart: Int32Array;
  /** Doubles one histogram takes. */
  readonly stride: number;
  /** One histogram a leaf. */
  readonly histograms: Float64Array;
  /** Gradient and hessian of each row. */
  readonly gh: Int32Array;
  /** The same for the rows of the leaf being summed, in the order of `rows`. */
  readonly ordered: Int32Array;
  /** Row numbers of the tree, leaf after leaf. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  /** 1 where the tree may use the feature. */
  readonly used: Uint8Array;
  /** Best splits of the smaller and of the larger of two new leaves. */
  readonly smaller: SplitTable;
  readonly larger: SplitTable;
}

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

export function createGrowState(
  binned: BinnedColumns,
  options: BoosterOptions,
  allocate: Allocate = (bytes) => new ArrayBuffer(bytes),
): GrowState {
  const features = binned.features.length;
  const binStart = new Int32Array(allocate((features + 1) * 4) as ArrayBuffer);
  for (let f = 0; f < features; f++) binStart[f + 1] = binStart[f] + binned.features[f].bins;
  const stride = 2 * (binStart[features] + 1);
  const ints = (length: number) => new Int32Array(allocate(length * 4) as ArrayBuffer);
  const doubles = (length: number) => new Float64Array(allocate(length * 8) as ArrayBuffer);
  const table = (): SplitTable => ({
    gain: doubles(features),
    bin: ints(features),
    missingLeft: new Uint8Array(allocate(features) as ArrayBuffer),
    leftGradient: doubles(features),
    leftRows: doubles(features),
  });
  return {
    binned,
    options,
    binStart,
    stride,
    histograms: doubles(stride * options.numLeaves),
    gh: ints(2 * binned.rows),
    ordered: ints(2 * binned.rows),
    rows: ints(binned.rows),
    spare: ints(binned.rows),
    used: new Uint8Array(allocate(features) as ArrayBuffer),
    smaller: table(),
    larger: table(),
  };
}

/** Sums one group of four features for the smaller leaf, takes the larger's by subtraction, searches both. */
export function workGroup(state: GrowState, group: number, task: LeafTask): void {
  const { binStart, stride, histograms, used, options } = state;
  const features = state.binned.features.length;
  const first = group * 4;
  const end = Math.min(first + 4, features);
  let anyUsed = false;
  for (let f = first; f < end; f++) if (used[f] === 1) anyUsed = true;
  if (!anyUsed) return;
  const origin = task.slot * stride;
  const place = (f: number) => origin + 2 * binStart[Math.min(f, features)];
  const length = 2 * (binStart[end] - binStart[first]);
  histograms.fill(0, place(first), place(first) + length);
  const words = state.binned.groups[group];
  const { from, to, rowStep } = task;
  addToHistograms(
    words,
    state.rows,
    state.ordered,
    from,
    to,
    rowStep,
    histograms,
    place(first),
    place(first + 1),
    place(first + 2),
    place(first + 3),
  );
  if (task.largerSlot >= 0) {
    subtractHistogram(histograms, task.largerSlot * stride + 2 * binStart[first], place(first), length);
  }
  for (let f = first; f < end; f++) {
    if (used[f] === 0) continue;
    const direction = options.monotone?.[f] ?? 0;
    const bins = binStart[f + 1] - binStart[f];
    if (task.searchSmall) {
      searchSplit(f, histograms, place(f), bins, task.small, task, options, direction, state.smaller);
    }
    if (task.searchLarge) {
      const base = task.largerSlot * stride + 2 * binStart[f];
      searchSplit(f, histograms, base, bins, task.large, task, options, direction, state.larger);
    }
  }
}
