import type { TargetScores } from './out-of-fold.ts';

/** Probabilities of all classes from those of the targets: `classes` a row, each row adds up to 1. */
export function classProbabilities(targets: TargetScores, classes: number): Float64Array {
  const rows = (targets[0] as Float64Array).length;
  const result = new Float64Array(rows * classes);
  for (let r = 0; r < rows; r++) {
    if (classes === 2) {
      const p = targets[0]?.[r] as number;
      result[2 * r] = 1 - p;
      result[2 * r + 1] = p;
      continue;
    }
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += targets[c]?.[r] as number;
    for (let c = 0; c < classes; c++) {
      result[r * classes + c] = sum > 0 ? (targets[c]?.[r] as number) / sum : 1 / classes;
    }
  }
  return result;
}

export function rowsOf(probabilities: Float64Array, classes: number, rows: Int32Array): Float64Array {
  const result = new Float64Array(rows.length * classes);
  for (const [i, r] of rows.entries()) {
    result.set(probabilities.subarray(r * classes, (r + 1) * classes), i * classes);
  }
  return result;
}
