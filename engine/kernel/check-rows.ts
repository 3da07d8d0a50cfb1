import type { Rows } from './csr.ts';

/** Asserts the laws of rows that came from outside. @returns what is wrong in words, or undefined */
export function rowsFault({ order, offsets, targets, weights }: Rows): string | undefined {
  if (offsets[0] !== 0 || offsets[order] !== targets.length)
    return `rows from ${offsets[0]} to ${offsets[order]} for ${targets.length} slots`;
  for (let i = 0; i < order; i++) {
    if (offsets[i + 1] < offsets[i]) return `row ${i} ends before it starts`;
    let before = -1;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const target = targets[s];
      if (target >= order || target < 0) return `row ${i} leads to ${target} of ${order} nodes`;
      if (target === i) return `row ${i} leads to itself`;
      if (target <= before) return `row ${i} is not sorted`;
      before = target;
    }
  }
  if (weights === undefined) return undefined;
  if (weights.length !== targets.length) return `${weights.length} weights for ${targets.length} slots`;
  const bad = weights.findIndex((weight) => !(weight > 0 && weight < Infinity));
  return bad === -1 ? undefined : `weight ${weights[bad]} in slot ${bad}`;
}

/** Whether `back` holds the edges of `out` reversed; undirected rows are their own reverse. */
export function isReverse(out: Rows, back: Rows): boolean {
  if (out.targets.length !== back.targets.length) return false;
  const cursor = back.offsets.slice(0, back.order);
  for (let i = 0; i < out.order; i++) {
    for (let s = out.offsets[i]; s < out.offsets[i + 1]; s++) {
      const slot = cursor[out.targets[s]]++;
      if (slot >= back.offsets[out.targets[s] + 1] || back.targets[slot] !== i) return false;
      if (out.weights !== undefined && out.weights[s] !== back.weights?.[slot]) return false;
    }
  }
  return true;
}
