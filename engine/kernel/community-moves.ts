import type { Level } from './community-level.ts';

/** Gains below this share of a node's strength are rounding. */
const relativeGain = 1e-12;

/**
 * Local moving: nodes go to the neighbouring group that raises modularity most, and a node that
 * moves wakes its neighbours (the queue of Traag, Waltman & van Eck 2019, algorithm A.2).
 * @param of groups numbered below the number of nodes, changed in place
 * @param visits the order of the first visits
 * @returns whether anything moved
 */
export function moveNodes(level: Level, of: Int32Array, resolution: number, visits: Int32Array): boolean {
  const { rows, strength, total } = level;
  const { order, offsets, targets, weights } = rows;
  const { sums, sizes, free, freeCount } = stateOf(of, strength);
  let spare = freeCount;
  const weightTo = new Float64Array(order);
  const touched = new Int32Array(order);
  const queue = visits.slice();
  const waiting = new Uint8Array(order).fill(1);
  const perStrength = resolution / total;
  let head = 0;
  let waitingCount = order;
  let moved = false;
  while (waitingCount > 0) {
    const node = queue[head];
    head = head + 1 === order ? 0 : head + 1;
    waitingCount--;
    waiting[node] = 0;
    const start = offsets[node];
    const end = offsets[node + 1];
    if (start === end) continue;
    // Phase 1: weight from the node to each group around it.
    let found = 0;
    for (let s = start; s < end; s++) {
      const group = of[targets[s]];
      if (weightTo[group] === 0) touched[found++] = group;
      weightTo[group] += weights === undefined ? 1 : weights[s];
    }
    // Phase 2: the best of staying, joining one of them and being alone (gain 0).
    const own = of[node];
    const mass = strength[node];
    sums[own] -= mass;
    const price = mass * perStrength;
    let best = own;
    let bestGain = weightTo[own] - price * sums[own] + relativeGain * mass;
    for (let k = 0; k < found; k++) {
      const group = touched[k];
      const gain = weightTo[group] - price * sums[group];
      if (gain > bestGain) {
        bestGain = gain;
        best = group;
      }
      weightTo[group] = 0;
    }
    if (bestGain < 0 && sizes[own] > 1) best = free[--spare];
    sums[best] += mass;
    if (best === own) continue;
    // Phase 3: move, and wake the neighbours that are elsewhere.
    moved = true;
    of[node] = best;
    sizes[best]++;
    if (--sizes[own] === 0) {
      free[spare++] = own;
      sums[own] = 0;
    }
    for (let s = start; s < end; s++) {
      const other = targets[s];
      if (waiting[other] === 1 || of[other] === best) continue;
      waiting[other] = 1;
      let tail = head + waitingCount;
      if (tail >= order) tail -= order;
      queue[tail] = other;
      waitingCount++;
    }
  }
  return moved;
}

interface State {
  /** Strength of each group. */
  readonly sums: Float64Array;
  readonly sizes: Int32Array;
  /** Unused group numbers, `freeCount` of them. */
  readonly free: Int32Array;
  readonly freeCount: number;
}

function stateOf(of: Int32Array, strength: Float64Array): State {
  const order = of.length;
  const sums = new Float64Array(order);
  const sizes = new Int32Array(order);
  for (let i = 0; i < order; i++) {
    sums[of[i]] += strength[i];
    sizes[of[i]]++;
  }
  const free = new Int32Array(order + 1);
  let freeCount = 0;
  for (let group = order - 1; group >= 0; group--) if (sizes[group] === 0) free[freeCount++] = group;
  return { sums, sizes, free, freeCount };
}
