import type { Components } from './components.ts';
import type { Rows } from './csr.ts';

/**
 * Strongly connected components of a directed graph (Tarjan 1972 in the one-array form of Pearce
 * 2016), without recursion, O(order + edges). Numbered in order of their smallest node.
 */
export function strongComponents({ order, offsets, targets }: Rows): Components {
  const low = new Int32Array(order);
  const cursor = offsets.slice(0, order);
  const trail = new Int32Array(order);
  const open = new Int32Array(order);
  const root = new Int32Array(order).fill(-1);
  const entered = new Int32Array(order);
  let time = 0;
  let openCount = 0;
  for (let start = 0; start < order; start++) {
    if (entered[start] !== 0) continue;
    let depth = 0;
    trail[0] = start;
    entered[start] = low[start] = ++time;
    open[openCount++] = start;
    while (depth >= 0) {
      const node = trail[depth];
      if (cursor[node] < offsets[node + 1]) {
        const next = targets[cursor[node]++];
        if (entered[next] === 0) {
          entered[next] = low[next] = ++time;
          open[openCount++] = next;
          trail[++depth] = next;
        } else if (root[next] === -1 && entered[next] < low[node]) low[node] = entered[next];
        continue;
      }
      if (low[node] === entered[node]) {
        let member = -1;
        while (member !== node) {
          member = open[--openCount];
          root[member] = node;
        }
      }
      depth--;
      if (depth >= 0 && low[node] < low[trail[depth]]) low[trail[depth]] = low[node];
    }
  }
  return numbered(root);
}

function numbered(root: Int32Array): Components {
  const numbers = new Int32Array(root.length).fill(-1);
  const of = new Int32Array(root.length);
  let count = 0;
  for (let i = 0; i < root.length; i++) {
    if (numbers[root[i]] === -1) numbers[root[i]] = count++;
    of[i] = numbers[root[i]];
  }
  return { of, count };
}
