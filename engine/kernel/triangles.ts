import type { Rows } from './csr.ts';

/**
 * Triangles through every node. Each edge points to the end of higher degree (ties by number), so
 * that no node keeps more than the square root of twice the edges, and every triangle is met once
 * (Chiba & Nishizeki 1985; Latapy 2008, compact-forward). O(edges^1.5).
 * @param rows of an undirected graph
 */
export function triangles(rows: Rows): Float64Array {
  const { order } = rows;
  const { offsets, targets } = upward(rows);
  const count = new Float64Array(order);
  const mark = new Int32Array(order).fill(-1);
  for (let a = 0; a < order; a++) {
    const end = offsets[a + 1];
    for (let s = offsets[a]; s < end; s++) mark[targets[s]] = a;
    for (let s = offsets[a]; s < end; s++) {
      const b = targets[s];
      let closed = 0;
      for (let t = offsets[b]; t < offsets[b + 1]; t++) {
        if (mark[targets[t]] !== a) continue;
        count[targets[t]]++;
        closed++;
      }
      count[a] += closed;
      count[b] += closed;
    }
  }
  return count;
}

/** Local clustering coefficient (Watts & Strogatz 1998) from triangle counts; 0 below two neighbours. */
export function clusteringOf({ order, offsets }: Rows, triangleCounts: Float64Array): Float64Array {
  const share = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    const degree = offsets[i + 1] - offsets[i];
    if (degree > 1) share[i] = (2 * triangleCounts[i]) / (degree * (degree - 1));
  }
  return share;
}

function upward({ order, offsets, targets }: Rows): { offsets: Uint32Array; targets: Int32Array } {
  const starts = new Uint32Array(order + 1);
  const kept = new Int32Array(targets.length / 2);
  let write = 0;
  for (let i = 0; i < order; i++) {
    const degree = offsets[i + 1] - offsets[i];
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const other = targets[s];
      const otherDegree = offsets[other + 1] - offsets[other];
      if (otherDegree > degree || (otherDegree === degree && other > i)) kept[write++] = other;
    }
    starts[i + 1] = write;
  }
  return { offsets: starts, targets: kept };
}
