import LogisticRegression from 'ml-logistic-regression';
import { Matrix as MlMatrix } from 'ml-matrix';
import type { Rng } from '../../kernel/rng.ts';
import { drawSample, type Scaling, scalingOf, standardised } from './sample.ts';

/** All positives up to 500, other rows up to 1,500: gradient descent there takes 72 s for 20,000 rows x 40 columns. */
const most = Object.freeze({ positives: 500, others: 1500 });
const steps = 150;

/**
 * ml.js logistic regression on standardised columns, missing values at the mean.
 * @returns log-odds of any row
 */
export function fitLogistic(
  columns: readonly Float32Array[],
  labels: Uint8Array,
  rows: Int32Array,
  rng: Rng,
): (row: number) => number {
  const sample = drawSample(rows, labels, most, rng);
  const scaling = columns.map((column) => scalingOf(column, sample));
  const weights = fitWeights(columns, labels, sample, scaling);
  return (row) => {
    let sum = weights[columns.length] ?? 0;
    for (let f = 0; f < columns.length; f++)
      sum += standardised((columns[f] as Float32Array)[row] as number, scaling[f] as Scaling) * (weights[f] as number);
    return sum;
  };
}

/** Weights of the columns and, last, of a constant 1. */
function fitWeights(
  columns: readonly Float32Array[],
  labels: Uint8Array,
  sample: Int32Array,
  scaling: readonly Scaling[],
): readonly number[] {
  const rows = Array.from(sample, (r) => [
    ...columns.map((column, f) => standardised(column[r] as number, scaling[f] as Scaling)),
    1,
  ]);
  const regression = new LogisticRegression({ numSteps: steps, learningRate: 4 / sample.length });
  const target = MlMatrix.columnVector(Array.from(sample, (r) => labels[r] as number));
  regression.train(new MlMatrix(rows), target);
  // One-vs-rest: the first classifier tells "not class 0", the positives, from class 0.
  return regression.classifiers[0]?.weights?.to1DArray() ?? [];
}
