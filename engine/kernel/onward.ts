import { groupedOrder } from './grouped-order.ts';
import { type Journal, journalKind, missing } from './journal.ts';

export interface Onward {
  /** Share of meetings after which the person travels inland within a day. */
  readonly ownShare: Float32Array;
  /** Share of meetings after which the other does. */
  readonly otherShare: Float32Array;
  /** Meetings with established people after which the person travels inland within a day. */
  readonly ownAfterCase: Float32Array;
  /** Meetings with established people after which the established one does. */
  readonly caseTravels: Float32Array;
}

const daySeconds = 86400;

/**
 * Relay: A meets B in a hotel, then B travels on. A meeting is two people who took rooms at one hotel on one local day,
 * of at most `crowdMax`. NaN without meetings.
 */
export function onward(journal: Journal, utcOffsetSeconds: number, isSeed: Uint8Array, crowdMax = 8): Onward {
  const { persons, offsets, at, kind, place } = journal;
  const result = {
    ownShare: missing(persons),
    otherShare: missing(persons),
    ownAfterCase: missing(persons),
    caseTravels: missing(persons),
  };
  const owner: number[] = [];
  const rows: number[] = [];
  for (let i = 0; i < persons; i++)
    for (let r = offsets[i]; r < offsets[i + 1]; r++)
      if (kind[r] === journalKind.stay && place[r] >= 0) {
        owner.push(i);
        rows.push(r);
      }
  const day = (s: number): number => Math.floor((at[rows[s]] + utcOffsetSeconds) / daySeconds);
  const order = byPlaceAndDay(place, rows, day);
  const [met, own, other, ownCase, caseGone] = Array.from({ length: 5 }, () => new Int32Array(persons));
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && sameDay(order[start], order[end])) end++;
    if (end - start > 1 && end - start <= crowdMax) gather(start, end);
    start = end;
  }
  for (let i = 0; i < persons; i++) {
    if (met[i] === 0) continue;
    result.ownShare[i] = own[i] / met[i];
    result.otherShare[i] = other[i] / met[i];
    result.ownAfterCase[i] = ownCase[i];
    result.caseTravels[i] = caseGone[i];
  }
  return result;

  function sameDay(x: number, y: number): boolean {
    return place[rows[x]] === place[rows[y]] && day(x) === day(y);
  }

  function gather(start: number, end: number): void {
    for (let x = start; x < end; x++)
      for (let y = start; y < end; y++) {
        const i = owner[order[x]];
        const j = owner[order[y]];
        if (i === j) continue;
        const metAt = Math.max(at[rows[order[x]]], at[rows[order[y]]]);
        const gone = travels(journal, i, metAt);
        const otherGone = travels(journal, j, metAt);
        met[i]++;
        if (gone) own[i]++;
        if (otherGone) other[i]++;
        if (isSeed[j] === 1 && gone) ownCase[i]++;
        if (isSeed[j] === 1 && otherGone) caseGone[i]++;
      }
  }
}

/** Whether the person moves inland within a day after the instant. */
function travels({ offsets, at, way }: Journal, i: number, after: number): boolean {
  for (let r = offsets[i]; r < offsets[i + 1]; r++) {
    if (at[r] > after + daySeconds) return false;
    if (at[r] >= after && way[r] === 1) return true;
  }
  return false;
}

/** Stays in order of place, then day, then as they came: sorted as numbers by day, then counted out by place. */
function byPlaceAndDay(place: Int32Array, rows: readonly number[], day: (s: number) => number): Int32Array {
  const size = rows.length;
  const keys = new Float64Array(size);
  let first = Infinity;
  for (let s = 0; s < size; s++) first = Math.min(first, day(s));
  for (let s = 0; s < size; s++) keys[s] = (day(s) - first) * size + s;
  keys.sort();
  const placeOf = new Int32Array(size);
  let places = 0;
  for (let k = 0; k < size; k++) {
    placeOf[k] = place[rows[keys[k] % size]];
    if (placeOf[k] >= places) places = placeOf[k] + 1;
  }
  return groupedOrder(placeOf, places).order.map((k) => keys[k] % size);
}
