import type { NumberActivity } from './number-activity.ts';

/** Who met whom, by contact: the numbers that met contact c are `number[offsets[c]]` to `number[offsets[c + 1] - 1]`. */
export interface ContactIndex {
  readonly offsets: Int32Array;
  readonly number: Int32Array;
  /** Share of all (number, contact) pairs that have this contact, smoothed so that none is zero. */
  readonly common: Float64Array;
  /** Distinct contacts of each number. */
  readonly degree: Int32Array;
}

/** Builds the index with contacts renamed by `alias`; two passes over the contact-days, no sorting. */
export function contactIndex(activity: NumberActivity, alias: Int32Array): ContactIndex {
  const { numbers, offsets, contact } = activity;
  const counts = new Int32Array(numbers + 1);
  const degree = new Int32Array(numbers);
  const seenBy = new Int32Array(numbers).fill(-1);
  for (let number = 0; number < numbers; number++) {
    for (let i = offsets[number]; i < offsets[number + 1]; i++) {
      const one = alias[contact[i]];
      if (seenBy[one] === number || one === alias[number]) continue;
      seenBy[one] = number;
      counts[one + 1]++;
      degree[number]++;
    }
  }
  for (let i = 0; i < numbers; i++) counts[i + 1] += counts[i];
  const filled = counts.slice();
  const list = new Int32Array(counts[numbers]);
  seenBy.fill(-1);
  for (let number = 0; number < numbers; number++) {
    for (let i = offsets[number]; i < offsets[number + 1]; i++) {
      const one = alias[contact[i]];
      if (seenBy[one] === number || one === alias[number]) continue;
      seenBy[one] = number;
      list[filled[one]++] = number;
    }
  }
  const common = new Float64Array(numbers);
  const all = list.length + numbers * 0.5;
  for (let i = 0; i < numbers; i++) common[i] = (counts[i + 1] - counts[i] + 0.5) / all;
  return { offsets: counts, number: list, common, degree };
}
