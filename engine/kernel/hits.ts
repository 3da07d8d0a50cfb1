import type { Rows } from './csr.ts';
import { ExcavatorError } from './errors.ts';

export interface Hits {
  /** Points at good authorities; sums to 1. */
  readonly hubs: Float64Array;
  /** Pointed at by good hubs; sums to 1. */
  readonly authorities: Float64Array;
}

export interface HitsOptions {
  /** Stop when the L1 change of the hubs falls below this; default 1e-10. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

/**
 * Hubs and authorities (Kleinberg 1999) by power iteration from equal scores. Where the largest
 * singular value is repeated the answer is the projection of equal scores, not arbitrary. All zero
 * without edges. Not to be trusted across components: the densest takes all.
 * @throws ExcavatorError `measure_not_converged`
 */
export function hits(out: Rows, back: Rows, options: HitsOptions = {}): Hits {
  const { order } = out;
  const { tolerance = 1e-10, maxIterations = 10_000 } = options;
  let hubs = new Float64Array(order).fill(1 / Math.max(order, 1));
  if (out.targets.length === 0) return { hubs: hubs.fill(0), authorities: new Float64Array(order) };
  const authorities = new Float64Array(order);
  let next = new Float64Array(order);
  let change = Infinity;
  for (let round = 0; round < maxIterations && change >= tolerance; round++) {
    gather(back, hubs, authorities);
    gather(out, authorities, next);
    change = 0;
    for (let i = 0; i < order; i++) change += Math.abs(next[i] - hubs[i]);
    [hubs, next] = [next, hubs];
  }
  if (change < tolerance) return { hubs, authorities };
  throw new ExcavatorError({
    code: 'measure_not_converged',
    kind: 'usage',
    what: 'Hubs and authorities did not converge.',
    got: `a change of ${change} after ${maxIterations} rounds`,
    expected: `below ${tolerance}`,
    advice: 'Raise the tolerance or the number of rounds.',
  });
}

/** Weighted sums over the rows, scaled to sum to 1. */
function gather({ order, offsets, targets, weights }: Rows, from: Float64Array, into: Float64Array): void {
  let total = 0;
  for (let i = 0; i < order; i++) {
    let sum = 0;
    if (weights === undefined) for (let s = offsets[i]; s < offsets[i + 1]; s++) sum += from[targets[s]];
    else for (let s = offsets[i]; s < offsets[i + 1]; s++) sum += from[targets[s]] * weights[s];
    into[i] = sum;
    total += sum;
  }
  for (let i = 0; i < order; i++) into[i] /= total;
}
