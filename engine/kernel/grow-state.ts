import type { BoosterOptions } from './booster-options.ts';
import type { BinnedColumns } from './feature-bins.ts';
import { putSums, subtractHistogram, sumListedRows, sumPackedRows, takeSums } from './histogram.ts';
import { type LeafSums, type SplitTable, searchSplit } from './split-search.ts';

type Allocate = (bytes: number) => ArrayBufferLike;

/** Memory of tree growing: allocated once, used by every tree, shared when `allocate` shares it. */
export interface GrowState {
  readonly binned: BinnedColumns;
  readonly options: BoosterOptions;
  /** First bin of each feature within a histogram, and the number of bins in all. */
  readonly binStart: Int32Array;
  /** Doubles one histogram takes. */
  readonly stride: number;
  /** One histogram a leaf. */
  readonly histograms: Float64Array;
  /** Gradient and hessian of each row. */
  readonly gh: Int32Array;
  /** The same for the rows of the leaf being summed, in the order of `rows`, the row step added to the hessian. */
  readonly ordered: Float64Array;
  /** Raw scores, labels and weights that gradients are made of, put here by whoever boosts. */
  readonly margin: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
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
  const stride = 2 * binStart[features];
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
    ordered: doubles(2 * binned.rows),
    margin: doubles(binned.rows),
    labels: new Uint8Array(allocate(binned.rows) as ArrayBuffer),
    weights: doubles(binned.rows),
    rows: ints(binned.rows),
    spare: ints(binned.rows),
    used: new Uint8Array(allocate(features) as ArrayBuffer),
    smaller: table(),
    larger: table(),
  };
}

/** Rows copied together before they are summed; with their words they fit the second-level cache. */
const blockRows = 4096;
let block = new Uint32Array(0);

/**
 * Sums feature groups first..end for the smaller leaf, takes the larger's by subtraction, searches both.
 * Groups do not touch each other's memory, so threads may share them out in any way, in fours.
 * @param first a multiple of 4
 */
export function workGroups(state: GrowState, first: number, end: number, task: LeafTask): void {
  const { byRow, rows } = state.binned;
  if (byRow !== undefined && (task.to - task.from) * 8 < rows) sumSparseLeaf(state, byRow, first, end, task);
  else {
    for (let group = first; group < end; group++) if (isUsed(state, group)) sumGroup(state, group, task);
  }
  for (let group = first; group < end; group++) if (isUsed(state, group)) searchGroup(state, group, task);
}

function isUsed({ used, binned }: GrowState, group: number): boolean {
  const end = Math.min(group * 4 + 4, binned.features.length);
  for (let f = group * 4; f < end; f++) if (used[f] === 1) return true;
  return false;
}

function sumGroup(
  { binned, binStart, stride, histograms, rows, ordered }: GrowState,
  group: number,
  task: LeafTask,
): void {
  const firstFeature = group * 4;
  const endFeature = Math.min(firstFeature + 4, binned.features.length);
  takeSums(histograms, -1, binStart, firstFeature, endFeature);
  sumListedRows(binned.groups[group], rows, ordered, task.from, task.to);
  putSums(histograms, task.slot * stride, binStart, firstFeature, endFeature);
}

/** A leaf with few of the rows: copies blocks of them together first, each row's words in one piece. */
function sumSparseLeaf(state: GrowState, byRow: Uint32Array, first: number, end: number, task: LeafTask): void {
  const { binned, binStart, stride, histograms, rows, ordered } = state;
  const width = Math.ceil((end - first) / 4) * 4;
  if (block.length < blockRows * width) block = new Uint32Array(blockRows * width);
  for (let from = task.from; from < task.to; from += blockRows) {
    const to = Math.min(from + blockRows, task.to);
    copyRows(byRow, binned.rowStride, first, width, rows, from, to, block);
    for (let group = first; group < end; group++) {
      if (!isUsed(state, group)) continue;
      const firstFeature = group * 4;
      const endFeature = Math.min(firstFeature + 4, binned.features.length);
      const place = task.slot * stride;
      takeSums(histograms, from === task.from ? -1 : place, binStart, firstFeature, endFeature);
      sumPackedRows(block, width, group - first, ordered, from, to);
      putSums(histograms, place, binStart, firstFeature, endFeature);
    }
  }
}

/**
 * Copies `width` words a row, four at a time. Touching a few rows' cache lines beforehand lets their loads
 * overlap, which the copy alone is too long for; measured twice as fast on a million rows.
 */
function copyRows(
  byRow: Uint32Array,
  stride: number,
  first: number,
  width: number,
  rows: Int32Array,
  from: number,
  to: number,
  into: Uint32Array,
): number {
  let at = 0;
  let touched = 0;
  for (let start = from; start < to; start += 64) {
    const end = Math.min(start + 64, to);
    for (let i = start; i < end; i++) {
      const place = rows[i] * stride + first;
      touched ^= byRow[place] ^ byRow[place + width - 1];
    }
    for (let i = start; i < end; i++) {
      const row = rows[i] * stride + first;
      for (let w = 0; w < width; w += 4) {
        const place = row + w;
        into[at] = byRow[place];
        into[at + 1] = byRow[place + 1];
        into[at + 2] = byRow[place + 2];
        into[at + 3] = byRow[place + 3];
        at += 4;
      }
    }
  }
  return touched;
}

function searchGroup(state: GrowState, group: number, task: LeafTask): void {
  const { binStart, stride, histograms, used, options } = state;
  const first = group * 4;
  const end = Math.min(first + 4, state.binned.features.length);
  const place = task.slot * stride;
  const largerPlace = task.largerSlot * stride;
  if (task.largerSlot >= 0) {
    const length = 2 * (binStart[end] - binStart[first]);
    subtractHistogram(histograms, largerPlace + 2 * binStart[first], place + 2 * binStart[first], length);
  }
  for (let f = first; f < end; f++) {
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
