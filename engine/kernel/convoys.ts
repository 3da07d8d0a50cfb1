import type { ClosePassages } from './close-passages.ts';
import type { KeptPassages } from './gate-passages.ts';
import { groupedOrder } from './grouped-order.ts';

/** A gate that two people passed together on a trip; persons `a` < `b`, passages by number. */
export interface Convoys {
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Of the earlier passage; epoch seconds. */
  readonly gate: Int32Array;
  readonly cell: Int32Array;
  readonly moment: Float64Array;
  /** How long b came after a. */
  readonly lagSeconds: Int32Array;
  readonly passageA: Int32Array;
  readonly passageB: Int32Array;
}

export interface ConvoyOptions {
  readonly persons: number;
  /** No longer break than this within a trip. */
  readonly tripGapSeconds: number;
  /** So many different gates make a convoy of a trip. */
  readonly gatesMin: number;
}

/**
 * Of all close passages, those of pairs who passed several gates together on one trip: by a, b, time of the earlier
 * passage, gate and lag. Pairs are found by counting on `a` and sorting each a's few by `b`.
 */
export function convoys(passages: KeptPassages, close: ClosePassages, options: ConvoyOptions): Convoys {
  const { person } = passages;
  const pairs = close.earlier.length;
  const a = new Int32Array(pairs);
  const b = new Int32Array(pairs);
  for (let i = 0; i < pairs; i++) {
    const [x, y] = [person[close.later[i]], person[close.earlier[i]]];
    a[i] = Math.min(x, y);
    b[i] = Math.max(x, y);
  }
  const { starts, order } = groupedOrder(a, options.persons);
  const picked = new Int32Array(pairs);
  let size = 0;
  for (let p = 0; p < options.persons; p++) {
    if (starts[p + 1] - starts[p] < options.gatesMin) continue;
    const own = byPartner(order.subarray(starts[p], starts[p + 1]), b);
    for (let from = 0; from < own.length; ) {
      let to = from + 1;
      while (to < own.length && b[own[to]] === b[own[from]]) to++;
      if (to - from >= options.gatesMin)
        size = pickTrips(own.subarray(from, to), passages, close, options, picked, size);
      from = to;
    }
  }
  return rowsOf(picked.subarray(0, size), a, b, passages, close);
}

/** The rows in order of partner, equal ones as they came. Sorts in place. */
function byPartner(rows: Int32Array, partner: Int32Array): Int32Array {
  const size = rows.length;
  if (size > 24) {
    const keys = new Float64Array(size);
    for (let i = 0; i < size; i++) keys[i] = partner[rows[i]] * size + i;
    keys.sort();
    return Int32Array.from(keys, (key) => rows[key % size]);
  }
  for (let i = 1; i < size; i++) {
    const row = rows[i];
    let j = i - 1;
    for (; j >= 0 && partner[rows[j]] > partner[row]; j--) rows[j + 1] = rows[j];
    rows[j + 1] = row;
  }
  return rows;
}

/** Adds the rows of one pair's trips with gates enough to `picked`; returns how many it holds then. */
function pickTrips(
  rows: Int32Array,
  { gate, at, person }: KeptPassages,
  { earlier, later }: ClosePassages,
  { tripGapSeconds, gatesMin }: ConvoyOptions,
  picked: Int32Array,
  pickedBefore: number,
): number {
  if (gatesMin > 1 && gate[earlier[rows[0]]] === gate[earlier[rows[rows.length - 1]]]) return pickedBefore;
  const lag = (row: number): number => {
    const gap = at[later[row]] - at[earlier[row]];
    return person[later[row]] < person[earlier[row]] ? -gap : gap;
  };
  rows.sort(
    (r, s) => at[earlier[r]] - at[earlier[s]] || gate[earlier[r]] - gate[earlier[s]] || lag(r) - lag(s) || r - s,
  );
  let size = pickedBefore;
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && at[earlier[rows[to]]] - at[earlier[rows[to - 1]]] <= tripGapSeconds) to++;
    if (differentGates(rows, from, to, gate, earlier, gatesMin))
      for (let i = from; i < to; i++) picked[size++] = rows[i];
    from = to;
  }
  return size;
}

/** Whether rows `from` to `to` have `gatesMin` different gates. */
function differentGates(
  rows: Int32Array,
  from: number,
  to: number,
  gate: Int32Array,
  earlier: Int32Array,
  gatesMin: number,
): boolean {
  const found: number[] = [];
  for (let i = from; i < to && found.length < gatesMin; i++) {
    const here = gate[earlier[rows[i]]];
    if (!found.includes(here)) found.push(here);
  }
  return found.length >= gatesMin;
}

function rowsOf(
  picked: Int32Array,
  a: Int32Array,
  b: Int32Array,
  { person, gate, at, cell }: KeptPassages,
  { earlier, later }: ClosePassages,
): Convoys {
  const whole = (): Int32Array => new Int32Array(picked.length);
  const result = {
    a: whole(),
    b: whole(),
    gate: whole(),
    cell: whole(),
    moment: new Float64Array(picked.length),
    lagSeconds: whole(),
    passageA: whole(),
    passageB: whole(),
  };
  for (let k = 0; k < picked.length; k++) {
    const i = picked[k];
    const [first, second] = [earlier[i], later[i]];
    const aLater = person[second] === a[i];
    result.a[k] = a[i];
    result.b[k] = b[i];
    result.gate[k] = gate[first];
    result.cell[k] = cell[first];
    result.moment[k] = at[first];
    result.lagSeconds[k] = aLater ? at[first] - at[second] : at[second] - at[first];
    result.passageA[k] = aLater ? second : first;
    result.passageB[k] = aLater ? first : second;
  }
  return result;
}
