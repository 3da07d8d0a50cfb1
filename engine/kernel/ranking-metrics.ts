/**
 * Measures of a ranking and of probabilities. Labels are 1 or 0, scores finite, both parallel. Measures
 * that depend on an order treat equal scores alike, so that the order of the rows never matters.
 */

/** Rows from the highest score down; equal scores keep the order of the rows. */
export function descending(scores: Float64Array): Int32Array {
  const order = new Int32Array(scores.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
}

/**
 * Average precision: the sum over distinct scores of (recall gained) x (precision at that score), as
 * scikit-learn's average_precision_score.
 * @param missed positives that have no score; they count as never found
 * @returns NaN without a positive
 */
export function averagePrecision(scores: Float64Array, labels: Uint8Array, missed = 0): number {
  const order = descending(scores);
  let positives = missed;
  for (let i = 0; i < labels.length; i++) positives += labels[i];
  if (positives === 0) return NaN;
  let found = 0;
  let result = 0;
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]];
    let gained = 0;
    for (; i < order.length && scores[order[i]] === score; i++) gained += labels[order[i]];
    found += gained;
    if (gained > 0) result += (gained / positives) * (found / i);
  }
  return result;
}

/** Probability that a positive scores above a negative, ties half (Mann-Whitney). NaN with one label only. */
export function areaUnderRoc(scores: Float64Array, labels: Uint8Array): number {
  const order = descending(scores);
  let above = 0;
  let positives = 0;
  let pairs = 0;
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]];
    let ups = 0;
    let downs = 0;
    for (; i < order.length && scores[order[i]] === score; i++) {
      if (labels[order[i]] === 1) ups++;
      else downs++;
    }
    pairs += downs * (positives + ups / 2);
    positives += ups;
    above += downs;
  }
  return positives === 0 || above === 0 ? NaN : pairs / (positives * above);
}

/** Mean squared difference between probability and label. NaN without rows. */
export function brierScore(probabilities: Float64Array, labels: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += (probabilities[i] - labels[i]) ** 2;
  return sum / labels.length;
}

/** Mean negative log-likelihood; probabilities are kept `margin` from 0 and 1. NaN without rows. */
export function logLoss(probabilities: Float64Array, labels: Uint8Array, margin = 1e-12): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = Math.min(Math.max(probabilities[i], margin), 1 - margin);
    sum -= Math.log(labels[i] === 1 ? p : 1 - p);
  }
  return sum / labels.length;
}

/**
 * Expected calibration error over `bins` bins of equal width (Naeini et al. 2015): the mean distance
 * between a bin's mean probability and its share of positives, weighted by its rows. NaN without rows.
 */
export function calibrationError(probabilities: Float64Array, labels: Uint8Array, bins = 10): number {
  const sums = new Float64Array(bins);
  const ups = new Float64Array(bins);
  for (let i = 0; i < labels.length; i++) {
    const bin = Math.min(Math.floor(probabilities[i] * bins), bins - 1);
    sums[bin] += probabilities[i];
    ups[bin] += labels[i];
  }
  let error = 0;
  for (let bin = 0; bin < bins; bin++) error += Math.abs(sums[bin] - ups[bin]);
  return error / labels.length;
}

/**
 * Wilson's score interval of a share (Wilson 1927).
 * @param z standard normal quantile; 1.96 gives 95 %
 * @returns [0, 1] when `trials` is 0
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959963984540054): readonly [number, number] {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const spread = (z * z) / trials;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
