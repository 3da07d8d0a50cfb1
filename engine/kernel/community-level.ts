import type { Rows } from './csr.ts';

/** A graph whose nodes may stand for many: rows between them, and what is inside each. */
export interface Level {
  readonly rows: Rows;
  /** Weight that ends at each node, that of edges inside it counted twice. */
  readonly strength: Float64Array;
  /** Sum of `strength`: twice the weight of all edges. */
  readonly total: number;
}

export function levelOf(rows: Rows): Level {
  const { order, offsets, weights } = rows;
  const strength = new Float64Array(order);
  let total = 0;
  for (let i = 0; i < order; i++) {
    let sum = 0;
    if (weights === undefined) sum = offsets[i + 1] - offsets[i];
    else for (let s = offsets[i]; s < offsets[i + 1]; s++) sum += weights[s];
    strength[i] = sum;
    total += sum;
  }
  return { rows, strength, total };
}

/** One node a group, weights between groups summed. @param of groups 0 .. count - 1 */
export function merged(level: Level, of: Int32Array, count: number): Level {
  const { rows, strength, total } = level;
  const { order, offsets, targets, weights } = rows;
  if (count === order) return level;
  const { starts, members } = grouped(of, count);
  const sums = new Float64Array(count);
  const weightTo = new Float64Array(count);
  const touched = new Int32Array(count);
  const newOffsets = new Uint32Array(count + 1);
  let newTargets = new Int32Array(Math.max(1024, targets.length >>> 3));
  let newWeights = new Float64Array(newTargets.length);
  let write = 0;
  for (let group = 0; group < count; group++) {
    let found = 0;
    for (let m = starts[group]; m < starts[group + 1]; m++) {
      const node = members[m];
      sums[group] += strength[node];
      for (let s = offsets[node]; s < offsets[node + 1]; s++) {
        const other = of[targets[s]];
        if (other === group) continue;
        if (weightTo[other] === 0) touched[found++] = other;
        weightTo[other] += weights === undefined ? 1 : weights[s];
      }
    }
    if (write + found > newTargets.length) {
      const capacity = Math.max(newTargets.length * 2, write + found);
      newTargets = grown(newTargets, new Int32Array(capacity));
      newWeights = grown(newWeights, new Float64Array(capacity));
    }
    for (let k = 0; k < found; k++) {
      newTargets[write] = touched[k];
      newWeights[write++] = weightTo[touched[k]];
      weightTo[touched[k]] = 0;
    }
    newOffsets[group + 1] = write;
  }
  const newRows = {
    order: count,
    offsets: newOffsets,
    targets: newTargets.subarray(0, write),
    weights: newWeights.subarray(0, write),
  };
  return { rows: newRows, strength: sums, total };
}

/** Numbers groups 0, 1, … in order of their first node, in place. @returns how many */
export function renumber(of: Int32Array, labels = of.length): number {
  const number = new Int32Array(labels).fill(-1);
  let count = 0;
  for (let i = 0; i < of.length; i++) {
    if (number[of[i]] === -1) number[of[i]] = count++;
    of[i] = number[of[i]];
  }
  return count;
}

/** Members of each group side by side, in rising order. */
export function grouped(of: Int32Array, count: number): { starts: Uint32Array; members: Int32Array } {
  const starts = new Uint32Array(count + 1);
  for (let i = 0; i < of.length; i++) starts[of[i] + 1]++;
  for (let g = 0; g < count; g++) starts[g + 1] += starts[g];
  const cursor = starts.slice();
  const members = new Int32Array(of.length);
  for (let i = 0; i < of.length; i++) members[cursor[of[i]]++] = i;
  return { starts, members };
}

function grown<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from as never);
  return into;
}
