/** A piecewise linear, non-decreasing curve through knots; flat beyond them. */
export interface Curve {
  /** Strictly ascending. */
  readonly x: readonly number[];
  /** Non-decreasing, in [0, 1]. */
  readonly y: readonly number[];
}

/**
 * Isotonic regression of labels on scores by pooling adjacent violators (Ayer et al. 1955), then centred
 * (Oron & Flournoy 2017): each pooled block becomes one knot at its mean score, with straight lines
 * between, so that the order of the scores survives inside a block.
 * @param scores finite
 * @param labels 1 or 0
 */
export function centredIsotonic(scores: Float64Array, labels: Uint8Array): Curve {
  const order = new Int32Array(scores.length).map((_, i) => i).sort((a, b) => scores[a] - scores[b] || a - b);
  const mass: number[] = [];
  const ups: number[] = [];
  const place: number[] = [];
  for (let i = 0; i < order.length; ) {
    // Equal scores are one point.
    const score = scores[order[i]];
    let rows = 0;
    let up = 0;
    for (; i < order.length && scores[order[i]] === score; i++) {
      rows++;
      up += labels[order[i]];
    }
    mass.push(rows);
    ups.push(up);
    place.push(score * rows);
    while (mass.length > 1 && violates(mass, ups)) pool(mass, ups, place);
  }
  return { x: place.map((sum, b) => sum / mass[b]), y: ups.map((up, b) => up / mass[b]) };
}

/** True when the last block is not above the one before. */
function violates(mass: readonly number[], ups: readonly number[]): boolean {
  const last = mass.length - 1;
  return ups[last - 1] * mass[last] >= ups[last] * mass[last - 1];
}

function pool(mass: number[], ups: number[], place: number[]): void {
  for (const list of [mass, ups, place]) {
    const top = list.pop() as number;
    list[list.length - 1] += top;
  }
}

/** Height of the curve at a score. NaN for a curve without knots. */
export function heightAt({ x, y }: Curve, score: number): number {
  const last = x.length - 1;
  if (last < 0) return NaN;
  if (score <= x[0]) return y[0];
  if (score >= x[last]) return y[last];
  let from = 0;
  let to = last;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (x[middle] <= score) from = middle;
    else to = middle;
  }
  return y[from] + ((y[to] - y[from]) * (score - x[from])) / (x[to] - x[from]);
}
