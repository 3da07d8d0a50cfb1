import { type BinnedColumns, binColumns, chooseBins, type FeatureBins } from '../kernel/feature-bins.ts';
import type { Columns } from './feature-groups.ts';

const constantFeature: FeatureBins = { edges: new Float64Array(0), bins: 1, low: 0, high: 0 };

/** Bins a group of columns. Packed words hold four features, so it is filled up with constant ones. */
export function binGroup(columns: Columns, rows: number, mostBins: number): BinnedColumns {
  if (columns.length === 0) return byColumn(rows, [], []);
  const features = columns.map((column) => chooseBins(column, mostBins));
  const { groups } = binColumns(columns, features, (bytes) => ({ buffer: new SharedArrayBuffer(bytes), at: 0 }));
  const padding = groups.length * 4 - features.length;
  return byColumn(rows, [...features, ...new Array<FeatureBins>(padding).fill(constantFeature)], groups);
}

/** Several groups side by side; nothing is copied. */
export function besides(parts: readonly BinnedColumns[]): BinnedColumns {
  return byColumn(
    parts[0]?.rows ?? 0,
    parts.flatMap(({ features }) => features),
    parts.flatMap(({ groups }) => groups),
  );
}

/** Without the copy row after row: groups would have to be copied again for every set they are part of. */
function byColumn(rows: number, features: readonly FeatureBins[], groups: readonly Uint32Array[]): BinnedColumns {
  return { rows, features, groups, byRow: undefined, rowStride: 0 };
}

/** The listed rows alone, numbered anew in their order. */
export function pickRows({ features, groups }: BinnedColumns, rows: Int32Array): BinnedColumns {
  const picked = groups.map((words) => {
    const some = new Uint32Array(new SharedArrayBuffer(rows.length * 4));
    for (const [i, r] of rows.entries()) some[i] = words[r] as number;
    return some;
  });
  return byColumn(rows.length, features, picked);
}

export function varyingFeatures({ features }: BinnedColumns): number {
  return features.filter(({ bins }) => bins > 1).length;
}
