/**
 * How many different others each person has among contacts, whichever way they point. A pair may stand in the lists
 * several times; nobody is a partner of himself. O(persons + contacts), no sorting.
 * @param from first contact of the lists that counts @param to end of those that count
 * @param keep 1 for those that count; absent means all of them
 */
export function partnerCounts(
  order: number,
  a: Int32Array,
  b: Int32Array,
  from: number,
  to: number,
  keep?: Uint8Array,
): Float32Array {
  const offsets = new Uint32Array(order + 1);
  for (let e = from; e < to; e++) {
    if (a[e] === b[e] || (keep !== undefined && keep[e] === 0)) continue;
    offsets[a[e] + 1]++;
    offsets[b[e] + 1]++;
  }
  for (let i = 0; i < order; i++) offsets[i + 1] += offsets[i];
  const cursor = offsets.slice(0, order);
  const others = new Int32Array(offsets[order]);
  for (let e = from; e < to; e++) {
    if (a[e] === b[e] || (keep !== undefined && keep[e] === 0)) continue;
    others[cursor[a[e]]++] = b[e];
    others[cursor[b[e]]++] = a[e];
  }
  const result = new Float32Array(order);
  const countedFor = new Int32Array(order).fill(-1);
  for (let i = 0; i < order; i++)
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      if (countedFor[others[s]] === i) continue;
      countedFor[others[s]] = i;
      result[i]++;
    }
  return result;
}

/** Meetings of each person among contacts `from` to `to`; they are whole numbers, so no order matters. */
export function meetingSums(
  order: number,
  a: Int32Array,
  b: Int32Array,
  meetings: Float64Array,
  from: number,
  to: number,
): Float64Array {
  const sums = new Float64Array(order);
  for (let e = from; e < to; e++) {
    sums[a[e]] += meetings[e];
    sums[b[e]] += meetings[e];
  }
  return sums;
}

/** Meetings of each person with marked people among contacts `from` to `to`. */
export function meetingsWith(
  order: number,
  a: Int32Array,
  b: Int32Array,
  meetings: Float64Array,
  from: number,
  to: number,
  marked: Uint8Array,
): Float64Array {
  const sums = new Float64Array(order);
  for (let e = from; e < to; e++) {
    if (marked[b[e]] === 1) sums[a[e]] += meetings[e];
    if (marked[a[e]] === 1) sums[b[e]] += meetings[e];
  }
  return sums;
}
