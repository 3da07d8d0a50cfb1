import { createRng } from '../../engine/kernel/rng.ts';

/** A table to learn from: columns, and a label a row. */
export interface BenchData {
  readonly name: string;
  readonly columns: readonly Float32Array[];
  readonly labels: Uint8Array;
}

/** What five kinds of tables look like: the log-odds of a row, and how its values are made. */
const kinds = {
  smooth: { odds: (x: Float64Array) => x[0] + x[1] * x[2] + Math.abs(x[3]) - 1.5, missing: 0, counts: false },
  rare: { odds: (x: Float64Array) => 1.5 * x[0] + 1.5 * x[1] - 6.5, missing: 0, counts: false },
  missing: { odds: (x: Float64Array) => 2 * x[0] - x[1] + x[2] * x[3], missing: 0.3, counts: false },
  counts: { odds: (x: Float64Array) => 0.8 * x[0] - 0.5 * x[1] + (x[2] > 3 ? 2 : 0) - 1, missing: 0.05, counts: true },
  noise: { odds: (x: Float64Array) => 0.4 * x[0] + 0.3 * x[1], missing: 0, counts: false },
} as const;

export type BenchKind = keyof typeof kinds;
export const benchKinds = Object.keys(kinds) as readonly BenchKind[];

export function benchData(kind: BenchKind, rows: number, features: number, seed: number): BenchData {
  const { odds, missing, counts } = kinds[kind];
  const rng = createRng(seed);
  const columns = Array.from({ length: features }, () => new Float32Array(rows));
  const labels = new Uint8Array(rows);
  const x = new Float64Array(features);
  for (let r = 0; r < rows; r++) {
    for (let f = 0; f < features; f++) {
      const normal = (rng.uniform() + rng.uniform() + rng.uniform() + rng.uniform() - 2) * 1.732;
      x[f] = counts ? Math.floor(Math.exp(normal)) : normal;
      columns[f][r] = missing > 0 && rng.uniform() < missing ? NaN : x[f];
    }
    labels[r] = rng.uniform() < 1 / (1 + Math.exp(-odds(x))) ? 1 : 0;
  }
  return { name: kind, columns, labels };
}
