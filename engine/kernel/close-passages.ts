import type { KeptPassages } from './gate-passages.ts';

/** Two people at one gate within the window, a row a pair of passages, as numbers of passages. */
export interface ClosePassages {
  readonly earlier: Int32Array;
  readonly later: Int32Array;
  /** Pairs by the cell of the earlier passage. */
  readonly byCell: Float64Array;
}

/**
 * Sweep over passages in order of gate, time and person: each looks back over those of its gate within the window.
 * Counted before they are kept, so that the arrays are as long as they must be.
 */
export function closePassages(passages: KeptPassages, windowSeconds: number, cells: number): ClosePassages {
  const { person, gate, at, cell } = passages;
  const rows = person.length;
  let pairs = 0;
  for (let x = 0; x < rows; x++)
    for (let y = x - 1; y >= 0 && gate[y] === gate[x] && at[x] - at[y] <= windowSeconds; y--)
      if (person[y] !== person[x]) pairs++;
  const earlier = new Int32Array(pairs);
  const later = new Int32Array(pairs);
  const byCell = new Float64Array(cells);
  let size = 0;
  for (let x = 0; x < rows; x++)
    for (let y = x - 1; y >= 0 && gate[y] === gate[x] && at[x] - at[y] <= windowSeconds; y--) {
      if (person[y] === person[x]) continue;
      earlier[size] = y;
      later[size++] = x;
      byCell[cell[y]]++;
    }
  return { earlier, later, byCell };
}
