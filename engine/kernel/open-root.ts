import type { GrowState } from './grow-state.ts';

/** Gradients in units, and hessians and rows together, as in a histogram. */
export interface RootSums {
  readonly gradient: number;
  readonly rows: number;
}

/**
 * The first pass over the rows of a tree: hessians are shifted to make room for the row count beside them, both are put
 * side by side in the order of the rows, and added up. Whole numbers, so that parts may be added in any order.
 */
export function openRootRows(
  { rows, gh, ordered }: GrowState,
  from: number,
  to: number,
  shift: number,
  rowStep: number,
): RootSums {
  const half = shift === 0 ? 0 : 1 << (shift - 1);
  let gradient = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const r = 2 * rows[i];
    const g = gh[r];
    const h = (gh[r + 1] + half) >> shift;
    gh[r + 1] = h;
    ordered[2 * i] = g;
    ordered[2 * i + 1] = h + rowStep;
    gradient += g;
    sum += h + rowStep;
  }
  return { gradient, rows: sum };
}
