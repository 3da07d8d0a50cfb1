/**
 * Independent trips or stays: days no more than `gapDays` apart belong together, and what lasts longer than
 * `longestDays` is several. The same count as in `sql/occasion.ts`, of one pair.
 */
export function tripsOn(days: readonly number[], gapDays: number, longestDays: number): number {
  const sorted = [...days].sort((x, y) => x - y);
  let trips = 0;
  let start = -Infinity;
  let before = -Infinity;
  for (const day of sorted) {
    if (day - before > gapDays) {
      if (before >= start) trips += lengthOf(start, before, longestDays);
      start = day;
    }
    before = day;
  }
  return sorted.length === 0 ? 0 : trips + lengthOf(start, before, longestDays);
}

const lengthOf = (first: number, last: number, longestDays: number): number =>
  Number.isFinite(first) ? Math.floor((last - first) / longestDays) + 1 : 0;
