/**
 * Percentile rank of each known value among the known values (of its group): the share below it plus half the share
 * equal to it, so in (0, 1) and the same whatever the unit, the scale and the number of people. NaN stays NaN.
 * @param group number of the group from 0, -1 for none (NaN results); absent means that all are one group
 */
export function percentileRank(values: Float32Array, group?: Int32Array): Float32Array {
  const of = group ?? new Int32Array(values.length);
  const offsets = groupOffsets(values, of);
  const cursor = offsets.slice();
  const sorted = new Float32Array(offsets[offsets.length - 1]);
  for (let i = 0; i < values.length; i++)
    if (of[i] >= 0 && !Number.isNaN(values[i])) sorted[cursor[of[i]]++] = values[i];
  for (let g = 0; g + 1 < offsets.length; g++) sorted.subarray(offsets[g], offsets[g + 1]).sort();
  const result = new Float32Array(values.length).fill(NaN);
  for (let i = 0; i < values.length; i++) {
    if (of[i] < 0 || Number.isNaN(values[i])) continue;
    const start = offsets[of[i]];
    const end = offsets[of[i] + 1];
    const below = firstFrom(sorted, start, end, values[i], false);
    const upTo = firstFrom(sorted, below, end, values[i], true);
    result[i] = ((below + upTo) / 2 - start) / (end - start);
  }
  return result;
}

/** Where the known values of each group start; the last is their number. */
function groupOffsets(values: Float32Array, group: Int32Array): Uint32Array {
  let groups = 0;
  for (let i = 0; i < group.length; i++) if (group[i] >= groups) groups = group[i] + 1;
  const offsets = new Uint32Array(groups + 1);
  for (let i = 0; i < values.length; i++) if (group[i] >= 0 && !Number.isNaN(values[i])) offsets[group[i] + 1]++;
  for (let g = 0; g < groups; g++) offsets[g + 1] += offsets[g];
  return offsets;
}

/** First place whose value is not below (`past`: is above) the given one; the end where none is. */
function firstFrom(sorted: Float32Array, start: number, end: number, value: number, past: boolean): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] > value || (!past && sorted[middle] === value)) high = middle;
    else low = middle + 1;
  }
  return low;
}
