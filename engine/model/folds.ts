import type { Rng } from '../kernel/rng.ts';
import type { JoinedSets } from './join-sets.ts';

const mostFolds = 5;

/**
 * Fold of each row, 0 to `count` - 1. With two groups or more, whole groups are dealt out, so that a member is
 * always judged on worlds it has not seen. With one group the rows are dealt out at random, positives
 * and the rest apart, and the measured quality says nothing about other worlds.
 */
export interface Folds {
  readonly count: number;
  readonly byGroup: boolean;
  readonly fold: Int32Array;
}

export function makeFolds(sets: JoinedSets, labels: Uint8Array, rng: Rng): Folds {
  const count = sets.groups.length > 1 ? Math.min(mostFolds, sets.groups.length) : mostFolds;
  if (sets.groups.length > 1) return { count, byGroup: true, fold: sets.group.map((group) => group % count) };
  const fold = new Int32Array(sets.rows);
  for (const label of [1, 0]) {
    const rows: number[] = [];
    for (let r = 0; r < sets.rows; r++) if (labels[r] === label) rows.push(r);
    shuffle(rows, rng);
    for (const [i, r] of rows.entries()) fold[r] = i % count;
  }
  return { count, byGroup: false, fold };
}

/** Rows of one fold, or of all the others. */
export function rowsOf({ fold }: Folds, wanted: number, inside: boolean): Int32Array {
  const rows = Int32Array.from(fold.keys());
  return rows.filter((r) => (fold[r] === wanted) === inside);
}

/** Fisher-Yates, in place. */
export function shuffle(items: number[], rng: Rng): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    const held = items[i] as number;
    items[i] = items[j] as number;
    items[j] = held;
  }
}
