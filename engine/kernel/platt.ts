/** Probability 1 / (1 + exp(-(slope * score + intercept))). */
export interface Sigmoid {
  /** Above 0: a higher score never means a lower probability. */
  readonly slope: number;
  readonly intercept: number;
}

const smallestSlope = 1e-3;

/**
 * Platt's scaling of scores to probabilities (Platt 1999) with his smoothed targets, by damped Newton steps
 * (Lin, Lin & Weng 2007). Where the scores rank the wrong way or not at all, the slope is held at 0.001,
 * so that the order stays and the probabilities all sit near the base rate.
 */
export function fitSigmoid(scores: Float64Array, labels: Uint8Array): Sigmoid {
  let positives = 0;
  for (let i = 0; i < labels.length; i++) positives += labels[i];
  const negatives = labels.length - positives;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 0;
  let intercept = Math.log((positives + 1) / (negatives + 1));
  let loss = lossOf(scores, labels, high, low, slope, intercept);
  for (let round = 0; round < 100; round++) {
    const [stepSlope, stepIntercept] = newtonStep(scores, labels, high, low, slope, intercept);
    let scale = 1;
    let next = loss;
    for (; scale > 1e-10; scale /= 2) {
      next = lossOf(scores, labels, high, low, slope + scale * stepSlope, intercept + scale * stepIntercept);
      if (next < loss) break;
    }
    if (!(next < loss)) break;
    slope += scale * stepSlope;
    intercept += scale * stepIntercept;
    if (loss - next < 1e-10 * (1 + Math.abs(loss))) break;
    loss = next;
  }
  if (slope >= smallestSlope) return { slope, intercept };
  return { slope: smallestSlope, intercept: interceptFor(scores, high * positives + low * negatives) };
}

export function sigmoidAt({ slope, intercept }: Sigmoid, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + intercept)));
}

function lossOf(
  scores: Float64Array,
  labels: Uint8Array,
  high: number,
  low: number,
  slope: number,
  intercept: number,
): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const z = slope * scores[i] + intercept;
    const target = labels[i] === 1 ? high : low;
    sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
  }
  return sum;
}

function newtonStep(
  scores: Float64Array,
  labels: Uint8Array,
  high: number,
  low: number,
  slope: number,
  intercept: number,
): [number, number] {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i];
    const p = 1 / (1 + Math.exp(-(slope * score + intercept)));
    const g = p - (labels[i] === 1 ? high : low);
    const h = p * (1 - p);
    g0 += g * score;
    g1 += g;
    h00 += h * score * score;
    h01 += h * score;
    h11 += h;
  }
  const determinant = h00 * h11 - h01 * h01;
  return [-(h11 * g0 - h01 * g1) / determinant, -(h00 * g1 - h01 * g0) / determinant];
}

/** Intercept at which the probabilities add up to `wanted`, by bisection. */
function interceptFor(scores: Float64Array, wanted: number): number {
  let low = -40;
  let high = 40;
  for (let round = 0; round < 80; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (let i = 0; i < scores.length; i++) sum += sigmoidAt({ slope: smallestSlope, intercept: middle }, scores[i]);
    if (sum < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
