import { firstAfter, type TimedEdges } from './timed-edges.ts';

/**
 * Cycles in order of time through each node: edges that come back to where the first one left, each
 * later than the one before, all within the window, no node twice (Kumar & Calders 2018, "2SCENT").
 * Searched to the given length; the window bounds the search. @param maxLength edges of a cycle, 2 or more
 */
export function timedCycles(edges: TimedEdges, windowSeconds: number, maxLength = 4): Float64Array {
  const { order, sources, targets, seconds, outOffsets, outEdges } = edges;
  const result = new Float64Array(order);
  const onPath = new Uint8Array(order);
  const path = new Int32Array(maxLength);
  const cursor = new Int32Array(maxLength);
  for (let first = 0; first < sources.length; first++) {
    const home = sources[first];
    const latest = seconds[first] + windowSeconds;
    let depth = 0;
    const enter = (edge: number): void => {
      const node = targets[edge];
      path[depth] = node;
      onPath[node] = 1;
      cursor[depth] = firstAfter(outEdges, outOffsets[node], outOffsets[node + 1], seconds, seconds[edge]);
      depth++;
    };
    enter(first);
    while (depth > 0) {
      const node = path[depth - 1];
      const at = cursor[depth - 1]++;
      if (at >= outOffsets[node + 1] || seconds[outEdges[at]] > latest) {
        onPath[node] = 0;
        depth--;
        continue;
      }
      const next = targets[outEdges[at]];
      if (next === home) {
        result[home]++;
        for (let i = 0; i < depth; i++) result[path[i]]++;
      } else if (onPath[next] === 0 && depth < maxLength - 1) enter(outEdges[at]);
    }
  }
  return result;
}
