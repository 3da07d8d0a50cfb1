/** Labels of positive-unlabelled learning. */
export const puLabels = Object.freeze({ unlabelled: 0, positive: 1, negative: 2 });

export interface PuGradients {
  /** Sum of the hessians in units, as `logLossGradients` returns it. */
  readonly hessianSum: number;
  /** False when the estimated loss of the negatives fell below zero and this step takes it back. */
  readonly regular: boolean;
}

/**
 * Gradients of the non-negative positive-unlabelled risk with log-loss (Kiryo et al. 2017, equations 6 and 7, algorithm 1),
 * in units of one unlabelled row: c sum_P l(z, 1) + max(0, sum_U l(z, 0) - c sum_P l(z, 0)) + sum_N l(z, 0), where
 * c = prior * weight of U / weight of P is the number of hidden positives that one labelled positive stands for. When
 * the middle term is below zero the model has begun to fit the unlabelled positives as negatives: the step then climbs
 * out of that term alone. Hessians are those of the terms that are convex in z, so they stay positive.
 * @param labels see `puLabels`
 * @param weightLimit a power of two at or above every weight and c times every weight
 */
export function puGradients(
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  weightLimit: number,
  perPositive: number,
  rows: Int32Array,
  count: number,
  bits: number,
  gh: Int32Array,
): PuGradients {
  const regular = negativeLoss(scores, labels, weights, perPositive, rows, count) >= 0;
  const toUnits = 2 ** bits / weightLimit;
  let hessianSum = 0;
  for (let i = 0; i < count; i++) {
    const r = rows[i];
    const label = labels[r];
    const p = 1 / (1 + Math.exp(-scores[r]));
    const w = (weights === undefined ? 1 : weights[r]) * toUnits * (label === 1 ? perPositive : 1);
    const g = label === 1 ? (regular ? -1 : p) : label === 2 || regular ? p : -p;
    const h = Math.round(w * p * (1 - p) * 4 * 0.999999999);
    gh[2 * r] = Math.round(w * g * 0.999999999);
    gh[2 * r + 1] = h;
    hessianSum += h;
  }
  return { hessianSum, regular };
}

/** Labelled positives' share in the unlabelled rows: c of `puGradients`. 0 without a positive. */
export function hiddenPerPositive(
  labels: Uint8Array,
  weights: Float64Array | undefined,
  rows: Int32Array,
  prior: number,
): number {
  let positive = 0;
  let unlabelled = 0;
  for (let i = 0; i < rows.length; i++) {
    const w = weights === undefined ? 1 : weights[rows[i]];
    if (labels[rows[i]] === 1) positive += w;
    else if (labels[rows[i]] === 0) unlabelled += w;
  }
  return positive === 0 ? 0 : (prior * unlabelled) / positive;
}

/** Estimated loss of the negatives: that of the unlabelled rows less what the hidden positives add to it. */
function negativeLoss(
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array | undefined,
  perPositive: number,
  rows: Int32Array,
  count: number,
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const r = rows[i];
    if (labels[r] === 2) continue;
    const z = scores[r];
    const loss = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    sum += (weights === undefined ? 1 : weights[r]) * (labels[r] === 1 ? -perPositive : 1) * loss;
  }
  return sum;
}
