import type { Matrix } from './types.ts';

/** The same rows with the first columns only. */
export function firstColumns({ rows, names, columns }: Matrix, count: number): Matrix {
  return { rows, names: names.slice(0, count), columns: columns.slice(0, count) };
}
