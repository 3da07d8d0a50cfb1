import { fourierMap, fourierRows } from '../kernel/fourier-features.ts';
import { normalScores } from '../kernel/normal-scores.ts';
import { linearScores } from '../kernel/ridge-logistic.ts';
import type { Columns } from './feature-groups.ts';
import type { FoldCell, Folds } from './folds.ts';
import { type Crew, gather, type TargetScores, type Targets } from './out-of-fold.ts';
import { smoothPlan } from './settings.ts';

/** Rows scored at once, so that their features need no memory of their own for all. */
const blockRows = 4096;

/**
 * A smooth learner beside the trees: ridge logistic regression over normal scores and random Fourier features of them.
 * It errs elsewhere than trees do, which is what a blend lives from. The penalty is one for all cells of a target: the
 * one with the lowest pooled loss out of fold.
 */
export async function smoothOutOfFold(
  columns: Columns,
  targets: Targets,
  folds: Folds,
  seed: number,
  { pool, onMember }: Crew,
): Promise<TargetScores> {
  const plan = smoothPlan(folds.labelled.length, columns.length);
  const map = fourierMap(columns.map(normalScores), plan.features, seed);
  const width = columns.length + plan.features + 1;
  const place = new Map<number, number>();
  for (const [i, r] of folds.labelled.entries()) place.set(r, i);
  const features = fourierRows(map, folds.labelled, (bytes) => new SharedArrayBuffer(bytes));
  const weights: (readonly Float64Array[])[] = [];
  for (const binary of targets.binary) {
    const labels = Uint8Array.from(folds.labelled, (r) => binary[r] as number);
    const paths = await Promise.all(
      folds.cells.map(async (cell) => {
        const rows = learnRows(cell, place, plan.mostRows);
        const { penalties } = plan;
        const path = await pool.run({ kind: 'smooth', features, width, labels, rows, penalties });
        onMember();
        return path;
      }),
    );
    const lossOf = (p: number, cell: FoldCell, k: number): number =>
      heldLoss(features, width, labels, paths[k]?.[p] as Float64Array, cell, place);
    const losses = plan.penalties.map((_, p) => folds.cells.reduce((sum, cell, k) => sum + lossOf(p, cell, k), 0));
    const best = losses.indexOf(Math.min(...losses));
    weights.push(paths.map((path) => path[best] as Float64Array));
  }
  return scoreAll(map, width, weights, folds, columns[0]?.length ?? 0);
}

/** An even share of the rows where there are more than `most`. */
function learnRows({ learn }: FoldCell, place: ReadonlyMap<number, number>, most: number): Int32Array {
  const step = Math.max(1, learn.length / most);
  const taken = Math.min(learn.length, most);
  return Int32Array.from({ length: taken }, (_, i) => place.get(learn[Math.floor(i * step)] as number) as number);
}

function heldLoss(
  features: Float32Array,
  width: number,
  labels: Uint8Array,
  weights: Float64Array,
  { held }: FoldCell,
  place: ReadonlyMap<number, number>,
): number {
  let loss = 0;
  for (const r of held) {
    const i = place.get(r) as number;
    const z = linearScores(features.subarray(i * width, (i + 1) * width), width, weights)[0] as number;
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (labels[i] === 1 ? z : 0);
  }
  return loss;
}

function scoreAll(
  map: ReturnType<typeof fourierMap>,
  width: number,
  weights: readonly (readonly Float64Array[])[],
  folds: Folds,
  rows: number,
): TargetScores {
  const scores = weights.map((cells) => cells.map(() => new Float32Array(rows)));
  for (let from = 0; from < rows; from += blockRows) {
    const block = Int32Array.from({ length: Math.min(blockRows, rows - from) }, (_, i) => from + i);
    const features = fourierRows(map, block);
    for (const [target, cells] of weights.entries()) {
      for (const [k, cell] of cells.entries()) scores[target]?.[k]?.set(linearScores(features, width, cell), from);
    }
  }
  return scores.map((cells) => gather(folds, (k) => cells[k] as Float32Array));
}
