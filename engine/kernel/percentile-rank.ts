/**
 * Percentile rank of each known value among the known values (of its group): the share below it plus half the share
 * equal to it, so in (0, 1) and the same whatever the unit, the scale and the number of people. NaN stays NaN.
 * @param group number of the group from 0, -1 for none (NaN results); absent means that all are one group
 */
export function percentileRank(values: Float32Array, group?: Int32Array): Float32Array {
  const known: number[] = [];
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i]) && (group === undefined || group[i] >= 0)) known.push(i);
  const order = Int32Array.from(known);
  const of = (i: number): number => (group === undefined ? 0 : group[i]);
  order.sort((a, b) => of(a) - of(b) || values[a] - values[b]);
  const result = new Float32Array(values.length).fill(NaN);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && of(order[end]) === of(order[start])) end++;
    rankRun(values, order.subarray(start, end), result);
    start = end;
  }
  return result;
}

/** Ranks of one group, its members in order of value. */
function rankRun(values: Float32Array, sorted: Int32Array, result: Float32Array): void {
  for (let s = 0; s < sorted.length; ) {
    let next = s;
    while (next < sorted.length && values[sorted[next]] === values[sorted[s]]) next++;
    const rank = (s + next) / 2 / sorted.length;
    for (let t = s; t < next; t++) result[sorted[t]] = rank;
    s = next;
  }
}
