/** Directed edges with an instant each, in order of time; equal instants keep the order they were given in. */
export interface TimedEdges {
  readonly order: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Epoch seconds, rising. */
  readonly seconds: Float64Array;
  /** Place of each edge in the lists it was made from. */
  readonly given: Int32Array;
  /** Edges out of node i: `outEdges` from outOffsets[i] to outOffsets[i + 1], in order of time. */
  readonly outOffsets: Uint32Array;
  readonly outEdges: Int32Array;
  readonly inOffsets: Uint32Array;
  readonly inEdges: Int32Array;
}

/**
 * Sorts edges by time and indexes them by both ends; loops are left out.
 * @param bothWays true for meetings, where each edge also leads back
 * @throws RangeError on a node out of range or an instant that is not finite
 */
export function timedEdges(
  order: number,
  sources: Int32Array,
  targets: Int32Array,
  seconds: Float64Array,
  bothWays = false,
): TimedEdges {
  const kept = new Int32Array(sources.length);
  let count = 0;
  let rising = true;
  for (let e = 0; e < sources.length; e++) {
    const [a, b] = [sources[e], targets[e]];
    if (a < 0 || a >= order || b < 0 || b >= order)
      throw new RangeError(`edge ${e}: node ${a} or ${b} is not in [0, ${order})`);
    if (!Number.isFinite(seconds[e])) throw new RangeError(`edge ${e}: instant ${seconds[e]} is not finite`);
    if (a === b) continue;
    if (count > 0 && seconds[e] < seconds[kept[count - 1]]) rising = false;
    kept[count++] = e;
  }
  const inTime = kept.subarray(0, count);
  if (!rising) inTime.sort((a, b) => seconds[a] - seconds[b] || a - b);
  const ways = bothWays ? 2 : 1;
  const given = new Int32Array(count * ways);
  for (let i = 0; i < given.length; i++) given[i] = inTime[Math.floor(i / ways)];
  const sorted = {
    sources: Int32Array.from(given, (e, i) => (i % ways === 0 ? sources[e] : targets[e])),
    targets: Int32Array.from(given, (e, i) => (i % ways === 0 ? targets[e] : sources[e])),
  };
  const out = byNode(order, sorted.sources);
  const back = byNode(order, sorted.targets);
  return {
    order,
    ...sorted,
    seconds: Float64Array.from(given, (e) => seconds[e]),
    given,
    outOffsets: out.offsets,
    outEdges: out.edges,
    inOffsets: back.offsets,
    inEdges: back.edges,
  };
}

function byNode(order: number, ends: Int32Array): { offsets: Uint32Array; edges: Int32Array } {
  const offsets = new Uint32Array(order + 1);
  for (let e = 0; e < ends.length; e++) offsets[ends[e] + 1]++;
  for (let i = 0; i < order; i++) offsets[i + 1] += offsets[i];
  const cursor = offsets.slice();
  const edges = new Int32Array(ends.length);
  for (let e = 0; e < ends.length; e++) edges[cursor[ends[e]]++] = e;
  return { offsets, edges };
}

/** First place in a node's list whose edge is later than the instant; the end of the list where none is. */
export function firstAfter(
  edges: Int32Array,
  start: number,
  end: number,
  seconds: Float64Array,
  instant: number,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seconds[edges[middle]] > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
