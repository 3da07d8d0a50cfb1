/**
 * Gradients as whole numbers. Every sum over rows is then exact, so that histograms do not depend on the
 * order of the rows or on which thread added what, and a histogram may be subtracted from its parent's
 * without drift.
 *
 * A gradient is held in units of `gradientUnit`, a hessian in units of `hessianUnit`. A histogram keeps two
 * doubles a bin: the sum of gradients, and hessians and rows together, `rows * rowStep + hessian`.
 */
export interface GradientScale {
  readonly gradientUnit: number;
  readonly hessianUnit: number;
  /** A power of two above the sum of all hessians in units. */
  readonly rowStep: number;
}

/** Bits of one gradient or hessian, so that sums of `rows` of them stay exact in a double (53 bits). */
export function bitsOf(rows: number): number {
  return Math.min(30, 52 - Math.ceil(Math.log2(rows + 1)));
}

/**
 * Binary log-loss: g = w (p - y), h = w p (1 - p) with p = 1 / (1 + exp(-score)), for the rows listed.
 * @param gh two numbers a row, filled here: gradient and hessian in units, hessians not yet scaled down
 * @param weightLimit a power of two at or above every weight
 * @returns the sum of hessians in units of weightLimit / 4 / 2^bits, exact
 */
export function logLossGradients(
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  weightLimit: number,
  rows: Int32Array,
  from: number,
  to: number,
  gh: Int32Array,
): number {
  const one = 2 ** bitsOf(rows.length);
  const toUnits = one / weightLimit;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const r = rows[i];
    const p = 1 / (1 + Math.exp(-scores[r]));
    const w = (weights === undefined ? 1 : weights[r]) * toUnits;
    const h = Math.round(w * p * (1 - p) * 4 * 0.999999999);
    gh[2 * r] = Math.round(w * (labels[r] === 1 ? p - 1 : p) * 0.999999999);
    gh[2 * r + 1] = h;
    sum += h;
  }
  return sum;
}

/** The shift that makes room for the row count beside the hessians, and the units that follow from it. */
export function gradientScale(
  rows: number,
  hessianSum: number,
  weightLimit: number,
): GradientScale & { readonly shift: number } {
  const bits = bitsOf(rows);
  const rowBits = Math.ceil(Math.log2(rows + 1)) + 1;
  const rowStep = 2 ** (53 - rowBits);
  let shift = 0;
  while (shift < bits && hessianSum / 2 ** shift + rows >= rowStep) shift++;
  const unit = weightLimit / 2 ** bits / 0.999999999;
  return { gradientUnit: unit, hessianUnit: (unit / 4) * 2 ** shift, rowStep, shift };
}
