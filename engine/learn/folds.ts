import { createRng } from '../kernel/rng.ts';
import { fewLabels } from './settings.ts';

/** Inner cross-validation: the labelled rows dealt out several times over, class by class. */
export interface Folds {
  readonly count: number;
  readonly repeats: number;
  /** All rows with a known class. */
  readonly labelled: Int32Array;
  /** One entry a repeat and fold. */
  readonly cells: readonly FoldCell[];
}

export interface FoldCell {
  readonly repeat: number;
  readonly fold: number;
  readonly learn: Int32Array;
  readonly held: Int32Array;
}

const mostFolds = 5;

/**
 * Five folds, fewer where a class has fewer rows. Few labels are dealt several times: their folds are small, and
 * one deal alone says little.
 * @param known class of each row or -1
 */
export function dealFolds(known: Int32Array, classes: number, seed: number): Folds {
  const labelled = Int32Array.from(known.keys()).filter((r) => (known[r] as number) >= 0);
  const sizes = new Array<number>(classes).fill(0);
  for (const r of labelled) sizes[known[r] as number] = (sizes[known[r] as number] as number) + 1;
  const count = Math.max(2, Math.min(mostFolds, ...sizes));
  const repeats = labelled.length <= fewLabels ? 3 : labelled.length <= 2500 ? 2 : 1;
  const cells: FoldCell[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const foldOf = dealOnce(known, labelled, classes, count, seed + repeat);
    for (let fold = 0; fold < count; fold++) {
      const learn = labelled.filter((r) => foldOf[r] !== fold);
      cells.push({ repeat, fold, learn, held: labelled.filter((r) => foldOf[r] === fold) });
    }
  }
  return { count, repeats, labelled, cells };
}

function dealOnce(known: Int32Array, labelled: Int32Array, classes: number, count: number, seed: number): Int32Array {
  const rng = createRng(seed);
  const foldOf = new Int32Array(known.length).fill(-1);
  let turn = 0;
  for (let c = 0; c < classes; c++) {
    const rows = labelled.filter((r) => known[r] === c);
    for (let i = rows.length - 1; i > 0; i--) {
      const j = rng.int(i + 1);
      const swapped = rows[i] as number;
      rows[i] = rows[j] as number;
      rows[j] = swapped;
    }
    for (const r of rows) foldOf[r] = turn++ % count;
  }
  return foldOf;
}

/** The same folds over the labelled rows alone, numbered 0 to n - 1 in their order. */
export function compactFolds(folds: Folds): Folds {
  const place = new Map<number, number>();
  for (const [i, r] of folds.labelled.entries()) place.set(r, i);
  const renumber = (rows: Int32Array): Int32Array => Int32Array.from(rows, (r) => place.get(r) as number);
  const cells = folds.cells.map((cell) => ({ ...cell, learn: renumber(cell.learn), held: renumber(cell.held) }));
  return { ...folds, labelled: renumber(folds.labelled), cells };
}
