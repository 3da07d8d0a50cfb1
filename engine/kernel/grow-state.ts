import type { BoosterOptions } from './booster-options.ts';
import type { BinnedColumns } from './feature-bins.ts';
import { type Allocate, bytesIn, doublesIn, intsIn, ownMemory, wordsIn } from './memory.ts';
import type { SplitTable } from './split-search.ts';

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
  /** Row numbers of the tree, leaf after leaf; at the end a few that stand for none, so that four may be read at a time. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  /** 1 where the tree may use the feature. */
  readonly used: Uint8Array;
  /** Best splits of the smaller and of the larger of two new leaves. */
  readonly smaller: SplitTable;
  readonly larger: SplitTable;
  /** Rows of each leaf of a finished tree (ranges of `rows`) and its value. */
  readonly leafFrom: Int32Array;
  readonly leafTo: Int32Array;
  readonly leafValue: Float64Array;
  /** Of each group: words of a block of rows, and where sums go that nobody asked for. Only with `binned.byRow`. */
  readonly block: Uint32Array;
  readonly spill: Float64Array;
}

/** Rows copied together before they are summed: their words stay in the second-level cache. */
export const blockRows = 1024;
/** Words from one group to the next in `block`; not a power of two, so that groups do not share cache sets. */
export const blockStep = blockRows + 16;
/** Doubles of one feature in `spill`: 256 bins. */
export const spillStep = 512;

export function createGrowState(
  binned: BinnedColumns,
  options: BoosterOptions,
  allocate: Allocate = ownMemory,
): GrowState {
  const features = binned.features.length;
  const binStart = intsIn(allocate, features + 1);
  for (let f = 0; f < features; f++) binStart[f + 1] = binStart[f] + binned.features[f].bins;
  const stride = 2 * binStart[features];
  const table = (): SplitTable => ({
    gain: doublesIn(allocate, features),
    bin: intsIn(allocate, features),
    missingLeft: bytesIn(allocate, features),
    leftGradient: doublesIn(allocate, features),
    leftRows: doublesIn(allocate, features),
  });
  const { rows, groups } = binned;
  const blocks = binned.byRow === undefined ? 0 : binned.rowStride;
  return {
    binned,
    options,
    binStart,
    stride,
    histograms: doublesIn(allocate, stride * options.numLeaves),
    gh: intsIn(allocate, 2 * rows),
    ordered: doublesIn(allocate, 2 * rows),
    margin: doublesIn(allocate, rows),
    labels: bytesIn(allocate, rows),
    weights: doublesIn(allocate, rows),
    rows: intsIn(allocate, rows + 4),
    spare: intsIn(allocate, rows),
    used: bytesIn(allocate, features),
    smaller: table(),
    larger: table(),
    leafFrom: intsIn(allocate, options.numLeaves),
    leafTo: intsIn(allocate, options.numLeaves),
    leafValue: doublesIn(allocate, options.numLeaves),
    block: wordsIn(allocate, blockStep * blocks),
    spill: doublesIn(allocate, blocks === 0 ? 0 : spillStep * groups.length),
  };
}
