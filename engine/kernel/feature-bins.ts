import { type Allocate, ownMemory, wordsIn } from './memory.ts';

/**
 * Quantile bins of feature columns, as histogram boosting needs them (Ke et al. 2017, LightGBM). Bin 0
 * holds missing values (NaN). Bins 1 .. n hold values in order: bin b holds edges[b - 2] < value <= edges[b - 1],
 * the last one everything above. Plus and minus infinity are the largest and the smallest value.
 */
export interface FeatureBins {
  /** Ascending, finite; one fewer than the value bins. */
  readonly edges: Float64Array;
  /** Value bins and the bin of missing values: 1 when every value is missing, at most 255. */
  readonly bins: number;
  /** Smallest and largest finite value; low > high when there is none. */
  readonly low: number;
  readonly high: number;
}

export interface BinnedColumns {
  readonly rows: number;
  readonly features: readonly FeatureBins[];
  /** Four features a group: feature f of row r is byte f % 4 of groups[f >> 2][r]. */
  readonly groups: readonly Uint32Array[];
  /**
   * For compiled loops: the same words row after row, `rowStride` a row. A leaf touches one cache line a row here and
   * one a row and group in `groups`.
   */
  readonly byRow: Uint32Array | undefined;
  readonly rowStride: number;
}

const sampleRows = 200_000;

/**
 * Chooses at most `maxBins` - 1 value bins of near equal mass: one a value where there are few values.
 * Reads every row up to 200,000, an even sample of them beyond.
 */
export function chooseBins(column: Float32Array, maxBins = 255): FeatureBins {
  const sorted = sortedSample(column);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  const values: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) counts[counts.length - 1]++;
    else {
      values.push(sorted[i]);
      counts.push(1);
    }
  }
  const edges = values.length < maxBins ? everyValue(values) : equalMass(values, counts, sorted.length, maxBins - 1);
  return { edges, bins: values.length === 0 ? 1 : edges.length + 2, low, high };
}

/** Number of the bin of one value. */
export function binOf(bins: FeatureBins, value: number): number {
  if (Number.isNaN(value)) return 0;
  const edges = bins.edges;
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (value <= edges[middle]) to = middle;
    else from = middle + 1;
  }
  return from + 1;
}

/**
 * Packs columns into bins. `allocate` makes the memory, so that it can be shared between threads.
 * @param byRow whether to keep the words row after row as well
 */
export function binColumns(
  columns: readonly Float32Array[],
  features: readonly FeatureBins[],
  allocate: Allocate = ownMemory,
  byRow = false,
): BinnedColumns {
  const rows = columns.length === 0 ? 0 : columns[0].length;
  const binned = { features, ...emptyGroups(rows, columns.length, allocate, byRow) };
  packGroups(columns, binned, 0, binned.groups.length);
  return binned;
}

/** Room for `columns` binned columns of `rows` rows, every value missing. */
export function emptyGroups(
  rows: number,
  columns: number,
  allocate: Allocate,
  byRow: boolean,
): Omit<BinnedColumns, 'features'> {
  const groups = Array.from({ length: Math.ceil(columns / 4) }, () => wordsIn(allocate, rows));
  const rowStride = Math.ceil(groups.length / 4) * 4;
  return { rows, groups, byRow: byRow ? wordsIn(allocate, rows * rowStride) : undefined, rowStride };
}

/** Packs the columns of groups `from` to `to`, which nobody else writes to. */
export function packGroups(columns: readonly Float32Array[], binned: BinnedColumns, from: number, to: number): void {
  const { groups, features, rows, byRow, rowStride } = binned;
  for (let f = from * 4; f < Math.min(to * 4, columns.length); f++)
    packColumn(columns[f], features[f], groups[f >> 2], (f & 3) * 8);
  if (byRow !== undefined) copyByRow(groups, rows, byRow, rowStride, from, to);
}

/** In blocks of rows, so that what is written stays in the cache until it is whole. */
function copyByRow(
  groups: readonly Uint32Array[],
  rows: number,
  byRow: Uint32Array,
  stride: number,
  firstGroup: number,
  endGroup: number,
): void {
  for (let from = 0; from < rows; from += 1024) {
    const to = Math.min(from + 1024, rows);
    for (let g = firstGroup; g < endGroup; g++) {
      const words = groups[g];
      for (let r = from; r < to; r++) byRow[r * stride + g] = words[r];
    }
  }
}

function packColumn(column: Float32Array, bins: FeatureBins, words: Uint32Array, shift: number): void {
  const edges = bins.edges;
  const count = edges.length;
  if (bins.bins === 1) return;
  for (let r = 0; r < column.length; r++) {
    const value = column[r];
    if (Number.isNaN(value)) continue;
    let from = 0;
    let to = count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (value <= edges[middle]) to = middle;
      else from = middle + 1;
    }
    words[r] |= (from + 1) << shift;
  }
}

function sortedSample(column: Float32Array): Float32Array {
  const step = column.length > sampleRows ? column.length / sampleRows : 1;
  const taken = step === 1 ? column.length : sampleRows;
  const sample = new Float32Array(taken);
  let size = 0;
  for (let i = 0; i < taken; i++) {
    const value = column[Math.floor(i * step)];
    if (!Number.isNaN(value)) sample[size++] = value === 0 ? 0 : value;
  }
  return sample.subarray(0, size).sort();
}

/** A finite number at or above `below` and under `above`. */
function between(below: number, above: number): number {
  if (below === -Infinity) return above === Infinity ? 0 : Math.max(-1e300, above - Math.abs(above) - 1);
  if (above === Infinity) return below;
  const middle = below / 2 + above / 2;
  return middle < above && middle >= below ? middle : below;
}

function everyValue(values: readonly number[]): Float64Array {
  const edges = new Float64Array(Math.max(values.length - 1, 0));
  for (let i = 0; i < edges.length; i++) edges[i] = between(values[i], values[i + 1]);
  return edges;
}

/** A value with more than an even share of the rows has a bin of its own; the rest are filled evenly. */
function equalMass(
  values: readonly number[],
  counts: readonly number[],
  total: number,
  wantedBins: number,
): Float64Array {
  const share = total / wantedBins;
  let bins = wantedBins;
  let rest = total;
  for (const count of counts) {
    if (count < share) continue;
    bins--;
    rest -= count;
  }
  let mean = bins > 0 ? rest / bins : Infinity;
  const edges: number[] = [];
  let held = 0;
  for (let i = 0; i < values.length - 1 && edges.length < wantedBins - 1; i++) {
    const big = counts[i] >= share;
    if (!big) rest -= counts[i];
    held += counts[i];
    const bigNext = counts[i + 1] >= share;
    if (!big && held < mean && !(bigNext && held >= Math.max(1, mean / 2))) continue;
    edges.push(between(values[i], values[i + 1]));
    held = 0;
    if (!big) {
      bins--;
      mean = bins > 0 ? rest / bins : Infinity;
    }
  }
  return Float64Array.from(edges);
}
