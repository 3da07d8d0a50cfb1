/**
 * Logistic regression with a quadratic penalty, by limited-memory BFGS (Liu & Nocedal 1989) with backtracking.
 * Minimises sum log-loss + penalty / 2 * |weights|^2; the last feature is the constant, unpenalised.
 */
export interface RidgeProblem {
  /** `width` a row, row after row; the last of a row is 1. */
  readonly features: Float32Array;
  readonly width: number;
  /** Rows of `features` to learn from. */
  readonly rows: Int32Array;
  /** 1 or 0, parallel to all rows of `features`. */
  readonly labels: Uint8Array;
}

const memory = 8;
const mostSteps = 150;
/** Stop when a step lowers the objective by less than this share. */
const tolerance = 1e-5;

/** @param start weights to begin from; not changed */
export function ridgeLogistic(problem: RidgeProblem, penalty: number, start?: Float64Array): Float64Array {
  const { width } = problem;
  let weights = start?.slice() ?? new Float64Array(width);
  let gradient = new Float64Array(width);
  let value = objective(problem, penalty, weights, gradient);
  const moves: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const direction = descentDirection(gradient, moves, changes);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    let size = moves.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let next = weights;
    let nextValue = value;
    const nextGradient = new Float64Array(width);
    for (let halving = 0; halving < 30; halving++, size /= 2) {
      next = weights.map((w, k) => w + size * direction[k]);
      nextValue = objective(problem, penalty, next, nextGradient);
      if (nextValue <= value + 1e-4 * size * slope) break;
    }
    if (!(nextValue < value)) break;
    const done = value - nextValue < tolerance * Math.abs(value);
    remember(moves, changes, next, weights, nextGradient, gradient);
    weights = next;
    gradient = nextGradient;
    value = nextValue;
    if (done) break;
  }
  return weights;
}

/** Log-odds of the rows of a feature block. */
export function linearScores(features: Float32Array, width: number, weights: Float64Array): Float32Array {
  const scores = new Float32Array(features.length / width);
  for (let i = 0; i < scores.length; i++) {
    let z = 0;
    for (let k = 0, at = i * width; k < width; k++, at++) z += weights[k] * features[at];
    scores[i] = z;
  }
  return scores;
}

function objective(
  { features, width, rows, labels }: RidgeProblem,
  penalty: number,
  weights: Float64Array,
  gradient: Float64Array,
): number {
  let value = 0;
  for (let k = 0; k < width - 1; k++) {
    value += (penalty / 2) * weights[k] * weights[k];
    gradient[k] = penalty * weights[k];
  }
  gradient[width - 1] = 0;
  for (let i = 0; i < rows.length; i++) {
    const base = rows[i] * width;
    let z = 0;
    for (let k = 0; k < width; k++) z += weights[k] * features[base + k];
    const label = labels[rows[i]];
    value += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
    const pull = 1 / (1 + Math.exp(-z)) - label;
    for (let k = 0; k < width; k++) gradient[k] += pull * features[base + k];
  }
  return value;
}

/** The two-loop recursion. */
function descentDirection(
  gradient: Float64Array,
  moves: readonly Float64Array[],
  changes: readonly Float64Array[],
): Float64Array {
  const direction = gradient.map((g) => -g);
  const shares = new Float64Array(moves.length);
  for (let m = moves.length - 1; m >= 0; m--) {
    shares[m] = dot(moves[m], direction) / dot(moves[m], changes[m]);
    addTo(direction, changes[m], -shares[m]);
  }
  const last = moves.length - 1;
  if (last >= 0) {
    const scale = dot(moves[last], changes[last]) / dot(changes[last], changes[last]);
    for (let k = 0; k < direction.length; k++) direction[k] *= scale;
  }
  for (let m = 0; m < moves.length; m++) {
    const back = dot(changes[m], direction) / dot(moves[m], changes[m]);
    addTo(direction, moves[m], shares[m] - back);
  }
  return direction;
}

function remember(
  moves: Float64Array[],
  changes: Float64Array[],
  next: Float64Array,
  weights: Float64Array,
  nextGradient: Float64Array,
  gradient: Float64Array,
): void {
  const move = next.map((w, k) => w - weights[k]);
  const change = nextGradient.map((g, k) => g - gradient[k]);
  if (!(dot(move, change) > 1e-12)) return;
  moves.push(move);
  changes.push(change);
  if (moves.length <= memory) return;
  moves.shift();
  changes.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function addTo(target: Float64Array, values: Float64Array, share: number): void {
  for (let k = 0; k < target.length; k++) target[k] += share * values[k];
}
