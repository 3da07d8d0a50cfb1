import { RandomForestClassifier } from 'ml-random-forest';
import { areaUnderRoc } from '../../kernel/ranking-metrics.ts';
import type { Rng } from '../../kernel/rng.ts';
import { drawSample, type Scaling, scalingOf, standardised } from './sample.ts';

/**
 * Bounded, because ml.js takes 35 s for 2,000 rows x 20 columns x 50 trees: up to 60 positives and 120 others on the
 * 12 columns that separate them best one by one. Fewer than 25 trees crash it.
 */
const most = Object.freeze({ positives: 60, others: 120 });
const columnsUsed = 12;
const trees = 25;

/**
 * ml.js random forest on the columns that separate best within the sample.
 * @returns share of the trees that vote for the label, for any rows
 */
export function fitForest(
  columns: readonly Float32Array[],
  labels: Uint8Array,
  rows: Int32Array,
  rng: Rng,
): (rows: Int32Array) => Float64Array {
  const sample = drawSample(rows, labels, most, rng);
  const target = Array.from(sample, (r) => labels[r] as number);
  const chosen = bestColumns(columns, sample, Uint8Array.from(target)).map((f) => {
    const column = columns[f] as Float32Array;
    return { column, scaling: scalingOf(column, sample) };
  });
  const values = (r: number): number[] => chosen.map(({ column, scaling }) => valueAt(column, r, scaling));
  const forest = new RandomForestClassifier({
    seed: rng.int(2 ** 31),
    maxFeatures: Math.max(1, Math.round(chosen.length / 2)),
    replacement: false,
    nEstimators: trees,
    useSampleBagging: true,
    noOOB: true,
    isClassifier: true,
    treeOptions: { maxDepth: 8, minNumSamples: 3 },
  });
  forest.train(Array.from(sample, values), target);
  return (wanted) => {
    if (wanted.length === 0) return new Float64Array(0);
    const votes = forest.predictionValues(Array.from(wanted, values));
    return Float64Array.from(wanted, (_, i) => votes.getRow(i).reduce((sum, vote) => sum + vote, 0) / trees);
  };
}

function valueAt(column: Float32Array, row: number, scaling: Scaling): number {
  return standardised(column[row] as number, scaling);
}

function bestColumns(columns: readonly Float32Array[], sample: Int32Array, labels: Uint8Array): readonly number[] {
  const area = columns.map((column) => {
    const scaling = scalingOf(column, sample);
    if (scaling.perUnit === 0) return -1;
    return Math.abs(
      areaUnderRoc(
        Float64Array.from(sample, (r) => valueAt(column, r, scaling)),
        labels,
      ) - 0.5,
    );
  });
  const order = [...area.keys()].sort((a, b) => (area[b] as number) - (area[a] as number) || a - b);
  return order.slice(0, columnsUsed);
}
