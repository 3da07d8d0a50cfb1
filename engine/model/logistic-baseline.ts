import LogisticRegression from 'ml-logistic-regression';
import { Matrix as MlMatrix } from 'ml-matrix';
import type { Rng } from '../kernel/rng.ts';
import { type Folds, rowsOf, shuffle } from './folds.ts';
import type { JoinedSets } from './join-sets.ts';

/**
 * The baseline a booster must beat: ml.js logistic regression. It is reported beside the booster and ranks
 * nobody. It sees a bounded sample (all positives up to 500, other rows up to 1,500 a fold) because gradient
 * descent there takes 72 s for 20,000 rows x 40 columns.
 */
const mostPositives = 500;
const mostRows = 1500;
const steps = 150;

/** Log-odds of each row by the regression that did not see its fold. Columns are standardised, missing ones at the mean. */
export function logisticOutOfFold(sets: JoinedSets, labels: Uint8Array, folds: Folds, rng: Rng): Float64Array {
  const result = new Float64Array(sets.rows);
  for (let k = 0; k < folds.count; k++) {
    const sample = drawSample(rowsOf(folds, k, false), labels, rng);
    const scaling = sets.columns.map((column) => scalingOf(column, sample));
    const weights = fitWeights(sets, labels, sample, scaling);
    for (const r of rowsOf(folds, k, true)) result[r] = logOdds(sets, r, scaling, weights);
  }
  return result;
}

interface Scaling {
  readonly mean: number;
  readonly perUnit: number;
}

function drawSample(rows: Int32Array, labels: Uint8Array, rng: Rng): Int32Array {
  const positives = [...rows].filter((r) => labels[r] === 1);
  const others = [...rows].filter((r) => labels[r] !== 1);
  shuffle(positives, rng);
  shuffle(others, rng);
  return Int32Array.from([...positives.slice(0, mostPositives), ...others.slice(0, mostRows)]).sort();
}

/** Mean and spread of the finite values of the sample. A column that does not vary weighs nothing. */
function scalingOf(column: Float32Array, sample: Int32Array): Scaling {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const r of sample) {
    const value = column[r] as number;
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    squares += value * value;
  }
  if (count === 0) return { mean: 0, perUnit: 0 };
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(squares / count - mean * mean, 0));
  return { mean, perUnit: spread > 1e-9 * (1 + Math.abs(mean)) ? 1 / spread : 0 };
}

/** Missing and infinite values stand at the mean; far outliers are held at 8 spreads. */
function standardised(value: number, { mean, perUnit }: Scaling): number {
  if (!Number.isFinite(value)) return 0;
  return Math.min(Math.max((value - mean) * perUnit, -8), 8);
}

/** Weights of the columns and, last, of a constant 1. */
function fitWeights(
  sets: JoinedSets,
  labels: Uint8Array,
  sample: Int32Array,
  scaling: readonly Scaling[],
): readonly number[] {
  const rows = Array.from(sample, (r) => [
    ...sets.columns.map((column, f) => standardised(column[r] as number, scaling[f] as Scaling)),
    1,
  ]);
  const regression = new LogisticRegression({ numSteps: steps, learningRate: 4 / sample.length });
  const target = MlMatrix.columnVector(Array.from(sample, (r) => labels[r] as number));
  regression.train(new MlMatrix(rows), target);
  // One-vs-rest: the first classifier tells "not class 0", the positives, from class 0.
  return regression.classifiers[0]?.weights?.to1DArray() ?? [];
}

function logOdds(sets: JoinedSets, row: number, scaling: readonly Scaling[], weights: readonly number[]): number {
  let sum = weights[sets.columns.length] ?? 0;
  for (let f = 0; f < sets.columns.length; f++) {
    const value = standardised((sets.columns[f] as Float32Array)[row] as number, scaling[f] as Scaling);
    sum += value * (weights[f] as number);
  }
  return sum;
}
