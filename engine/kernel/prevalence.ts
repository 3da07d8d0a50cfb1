/**
 * Class shares of unlabelled rows by expectation maximisation (Saerens, Latinne & Decaestecker 2002): what the
 * shares must be for calibrated probabilities, corrected to them, to average to them. Holds where only the
 * mix of the classes differs from the training rows and not how a class looks.
 * @param probabilities `classes` a row, row after row, calibrated on rows with the shares `trained`
 * @param weights of the rows; absent means 1
 */
export function classShares(
  probabilities: Float64Array,
  trained: Float64Array,
  weights?: Float64Array,
  rounds = 500,
): Float64Array {
  const classes = trained.length;
  const rows = probabilities.length / classes;
  let shares = trained.slice();
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(classes);
    let total = 0;
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += (probabilities[r * classes + c] * shares[c]) / trained[c];
      if (!(sum > 0)) continue;
      const weight = weights === undefined ? 1 : weights[r];
      total += weight;
      for (let c = 0; c < classes; c++)
        next[c] += (weight * ((probabilities[r * classes + c] * shares[c]) / trained[c])) / sum;
    }
    if (total === 0) return trained.slice();
    let change = 0;
    for (let c = 0; c < classes; c++) {
      next[c] /= total;
      change += Math.abs(next[c] - shares[c]);
    }
    shares = next;
    if (change < 1e-7) break;
  }
  return shares;
}

/** Probabilities moved from the trained class shares to others, in place. */
export function moveShares(probabilities: Float64Array, trained: Float64Array, wanted: Float64Array): void {
  const classes = trained.length;
  for (let at = 0; at < probabilities.length; at += classes) {
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      probabilities[at + c] *= wanted[c] / trained[c];
      sum += probabilities[at + c];
    }
    if (sum > 0) for (let c = 0; c < classes; c++) probabilities[at + c] /= sum;
  }
}
