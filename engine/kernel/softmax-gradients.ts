/**
 * Soft-max of raw scores.
 * @param scores class c of row r at c * rows + r
 * @param into filled in the same layout
 */
export function softmaxOf(scores: Float64Array, classes: number, rows: number, into: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    let highest = -Infinity;
    for (let c = 0; c < classes; c++) highest = Math.max(highest, scores[c * rows + r]);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const value = Math.exp(scores[c * rows + r] - highest);
      into[c * rows + r] = value;
      sum += value;
    }
    for (let c = 0; c < classes; c++) into[c * rows + r] /= sum;
  }
}

/**
 * Multi-class log-loss of one class, as whole numbers (see gradients.ts): g = w (p - y) and, as LightGBM,
 * h = w K / (K - 1) p (1 - p), which for two classes is the hessian of the one free score.
 * @param probabilities of the class, one a row of the table
 * @param weightLimit a power of two at or above every weight times K / (K - 1)
 * @returns the sum of hessians in units
 */
export function classGradients(
  probabilities: Float64Array,
  labels: Uint8Array,
  wanted: number,
  classes: number,
  weights: Float64Array | undefined,
  weightLimit: number,
  rows: Int32Array,
  bits: number,
  gh: Int32Array,
): number {
  const toUnits = 2 ** bits / weightLimit;
  const factor = classes / (classes - 1);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i];
    const p = probabilities[r];
    const w = (weights === undefined ? 1 : weights[r]) * toUnits;
    const h = Math.round(w * factor * p * (1 - p) * 4 * 0.999999999);
    gh[2 * r] = Math.round(w * (labels[r] === wanted ? p - 1 : p) * 0.999999999);
    gh[2 * r + 1] = h;
    sum += h;
  }
  return sum;
}
