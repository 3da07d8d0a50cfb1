import { filledSingles } from './filled.ts';
import { missing } from './journal.ts';

/** Parcels in order of time; -1 is an unknown person or outlet, NaN an unknown number. */
export interface Parcels {
  readonly sender: Int32Array;
  readonly recipient: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly at: Float64Array;
  /** 1 where the sender showed no document. */
  readonly unverified: Int32Array;
  /** Number of the declared goods; -1 unstated. */
  readonly goods: Int32Array;
}

/** Rows of parcels by the person at one end. */
export interface ByPerson {
  readonly offsets: Uint32Array;
  readonly rows: Int32Array;
}

/** Rows of each person of a column, in their own order; -1 is nobody. */
export function rowsOf(persons: number, column: Int32Array): ByPerson {
  const offsets = new Uint32Array(persons + 1);
  for (let r = 0; r < column.length; r++) if (column[r] >= 0) offsets[column[r] + 1]++;
  for (let i = 0; i < persons; i++) offsets[i + 1] += offsets[i];
  const cursor = offsets.slice();
  const rows = new Int32Array(offsets[persons]);
  for (let r = 0; r < column.length; r++) if (column[r] >= 0) rows[cursor[column[r]]++] = r;
  return { offsets, rows };
}

/** Mean of a value over each person's parcels; NaN values are left out. */
export function meanOfRows(persons: number, by: ByPerson, values: Float32Array | Float64Array): Float32Array {
  const result = missing(persons);
  for (let i = 0; i < persons; i++) {
    let sum = 0;
    let known = 0;
    for (let s = by.offsets[i]; s < by.offsets[i + 1]; s++) {
      const value = values[by.rows[s]];
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    if (known > 0) result[i] = sum / known;
  }
  return result;
}

/** Share of each person's parcels that the commonest value takes; -1 is left out. NaN below two. */
export function topShare(persons: number, by: ByPerson, column: Int32Array): Float32Array {
  const result = missing(persons);
  for (let i = 0; i < persons; i++) {
    const values = known(by, i, column);
    if (values.length < 2) continue;
    let top = 0;
    for (let s = 0; s < values.length; ) {
      let next = s;
      while (next < values.length && values[next] === values[s]) next++;
      top = Math.max(top, next - s);
      s = next;
    }
    result[i] = top / values.length;
  }
  return result;
}

/** Different values a parcel, over the parcels that `counts` admits; NaN where none is. */
export function variety(persons: number, by: ByPerson, column: Int32Array, counts?: Int32Array): Float32Array {
  const result = missing(persons);
  for (let i = 0; i < persons; i++) {
    const values = known(by, i, column, counts);
    if (values.length === 0) continue;
    let different = 1;
    for (let s = 1; s < values.length; s++) if (values[s] !== values[s - 1]) different++;
    result[i] = different / values.length;
  }
  return result;
}

let scratch = new Int32Array(64);

/** Values of one person's parcels in ascending order; good until the next call. */
function known({ offsets, rows }: ByPerson, i: number, column: Int32Array, counts?: Int32Array): Int32Array {
  const [start, end] = [offsets[i], offsets[i + 1]];
  if (scratch.length < end - start) scratch = new Int32Array(2 * (end - start));
  let size = 0;
  for (let s = start; s < end; s++) {
    const value = column[rows[s]];
    if (value >= 0 && (counts === undefined || counts[rows[s]] === 1)) scratch[size++] = value;
  }
  return scratch.subarray(0, size).sort();
}

/** Most parcels within a window over all of the person's parcels; NaN below three. */
export function burstShare(persons: number, by: ByPerson, at: Float64Array, windowSeconds: number): Float32Array {
  const result = missing(persons);
  for (let i = 0; i < persons; i++) {
    const start = by.offsets[i];
    const end = by.offsets[i + 1];
    if (end - start < 3) continue;
    let first = start;
    let most = 0;
    for (let s = start; s < end; s++) {
      while (at[by.rows[s]] - at[by.rows[first]] > windowSeconds) first++;
      most = Math.max(most, s - first + 1);
    }
    result[i] = most / (end - start);
  }
  return result;
}

/**
 * How much likelier each kind of goods is among the parcels of interest than among all, log2, each count plus one:
 * which goods hide something is read from the data, not from a list of words.
 */
export function goodsLift({ goods }: Parcels, ofInterest: Int32Array): Float32Array {
  let kinds = 0;
  for (let r = 0; r < goods.length; r++) if (goods[r] >= kinds) kinds = goods[r] + 1;
  const all = new Float64Array(kinds);
  const some = new Float64Array(kinds);
  let total = 0;
  let interest = 0;
  for (let r = 0; r < goods.length; r++) {
    if (goods[r] < 0) continue;
    all[goods[r]]++;
    total++;
    if (ofInterest[r] !== 1) continue;
    some[goods[r]]++;
    interest++;
  }
  const liftOf = filledSingles(kinds, (kind) => Math.log2((some[kind] + 1) / ((all[kind] * interest) / total + 1)));
  return filledSingles(goods.length, (r) => (goods[r] < 0 ? NaN : liftOf[goods[r]]));
}
