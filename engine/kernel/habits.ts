import { groupedOrder } from './grouped-order.ts';

/** How often everybody is in which cell: row `p` has `cell` and `visits` from `offsets[p]` to `offsets[p + 1]`, cells ascending. */
export interface HabitRows {
  readonly offsets: Int32Array;
  readonly cell: Int32Array;
  readonly visits: Int32Array;
}

/** Counts visits, one row of `person` and `cell` each; persons are numbered from 0. */
export function habitRows(person: Int32Array, cell: Int32Array, persons: number): HabitRows {
  const { starts, order } = groupedOrder(person, persons);
  const offsets = new Int32Array(persons + 1);
  const sorted = new Int32Array(order.length);
  const visits = new Int32Array(order.length);
  let size = 0;
  for (let p = 0; p < persons; p++) {
    const [from, to] = [starts[p], starts[p + 1]];
    // The place of a person's cells is free until they are counted: never behind `from`.
    const own = sortedCells(order, cell, from, to);
    for (let i = 0; i < own.length; i++) {
      if (i > 0 && own[i] === own[i - 1]) visits[size - 1]++;
      else {
        sorted[size] = own[i];
        visits[size++] = 1;
      }
    }
    offsets[p + 1] = size;
  }
  return { offsets, cell: sorted.slice(0, size), visits: visits.slice(0, size) };
}

let scratch = new Int32Array(64);

function sortedCells(order: Int32Array, cell: Int32Array, from: number, to: number): Int32Array {
  if (scratch.length < to - from) scratch = new Int32Array(2 * (to - from));
  const own = scratch.subarray(0, to - from);
  for (let i = from; i < to; i++) own[i - from] = cell[order[i]];
  return own.sort();
}

/** Visits of each cell, and the sum of the squares of what each person made of them. */
export function cellVisits(
  { cell, visits }: HabitRows,
  cells: number,
): { readonly visits: Float64Array; readonly squares: Float64Array } {
  const result = { visits: new Float64Array(cells), squares: new Float64Array(cells) };
  for (let i = 0; i < cell.length; i++) {
    result.visits[cell[i]] += visits[i];
    result.squares[cell[i]] += visits[i] * visits[i];
  }
  return result;
}

/** The rows of the people marked, one a person and cell. */
export function habitsOf(
  { offsets, cell, visits }: HabitRows,
  wanted: Uint8Array,
): { readonly person: Int32Array; readonly cell: Int32Array; readonly visits: Int32Array } {
  let size = 0;
  for (let p = 0; p + 1 < offsets.length; p++) if (wanted[p] === 1) size += offsets[p + 1] - offsets[p];
  const result = { person: new Int32Array(size), cell: new Int32Array(size), visits: new Int32Array(size) };
  let next = 0;
  for (let p = 0; p + 1 < offsets.length; p++) {
    if (wanted[p] !== 1) continue;
    for (let i = offsets[p]; i < offsets[p + 1]; i++, next++) {
      result.person[next] = p;
      result.cell[next] = cell[i];
      result.visits[next] = visits[i];
    }
  }
  return result;
}

/** All visits of everybody who has any. */
export function visitsInAll({ offsets, visits }: HabitRows): {
  readonly person: Int32Array;
  readonly visits: Int32Array;
} {
  const person: number[] = [];
  const total: number[] = [];
  for (let p = 0; p + 1 < offsets.length; p++) {
    if (offsets[p] === offsets[p + 1]) continue;
    let sum = 0;
    for (let i = offsets[p]; i < offsets[p + 1]; i++) sum += visits[i];
    person.push(p);
    total.push(sum);
  }
  return { person: Int32Array.from(person), visits: Int32Array.from(total) };
}
