/**
 * What numbers (phones) did, flat: contact-days and place-days, each sorted by number, then time.
 * A contact-day is one (number, contact, day): ten calls to one friend on one day are one observation,
 * because calls come in bursts and are far from independent.
 */
export interface NumberActivity {
  /** Numbers are 0 to `numbers` - 1; contacts are numbers too, and so are traits (a name used with a number). */
  readonly numbers: number;
  readonly places: number;
  /** Rows of number i are `offsets[i]` to `offsets[i + 1]` (exclusive); length `numbers` + 1. */
  readonly offsets: Int32Array;
  /** Epoch seconds, rising within a number. */
  readonly at: Float64Array;
  readonly contact: Int32Array;
  /** Rows before row i that are contacts with another number, not traits; length rows + 1. Only they count as activity. */
  readonly meetings: Int32Array;
  readonly placeOffsets: Int32Array;
  readonly placeAt: Float64Array;
  readonly place: Int32Array;
  /** First and last instant of all rows. */
  readonly from: number;
  readonly to: number;
}

/** Row ranges of each number in a column that is sorted by number. Length `numbers` + 1. */
export function rangesOf(sorted: ArrayLike<number>, numbers: number): Int32Array {
  const offsets = new Int32Array(numbers + 1);
  for (let i = 0; i < sorted.length; i++) offsets[sorted[i] + 1]++;
  for (let i = 0; i < numbers; i++) offsets[i + 1] += offsets[i];
  return offsets;
}

/** The first row in [start, end) whose instant is `at` or later. */
export function lowerBound(at: Float64Array, start: number, end: number, wanted: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Running count of the rows whose contact is no trait. */
export function meetingCounts(contact: Int32Array, isTrait: Uint8Array): Int32Array {
  const counts = new Int32Array(contact.length + 1);
  for (let i = 0; i < contact.length; i++) counts[i + 1] = counts[i] + 1 - isTrait[contact[i]];
  return counts;
}
