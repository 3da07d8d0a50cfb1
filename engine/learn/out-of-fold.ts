import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { varyingFeatures } from './binned-groups.ts';
import type { FoldCell, Folds } from './folds.ts';
import type { MemberPool } from './member-pool.ts';
import type { BoostResult } from './members.ts';
import { type BoostPlan, treesPlan } from './settings.ts';

/**
 * Log-odds of every row for each target: of a labelled row from the members that did not see its label, of
 * another from all. One target with two classes (the second against the first), else one a class.
 */
export type TargetScores = readonly Float64Array[];

/** What members learn. */
export interface Targets {
  /** Class of each row; read where a class is known only. */
  readonly labels: Uint8Array;
  readonly classes: number;
  /** 1 or 0 a row, one a target. */
  readonly binary: readonly Uint8Array[];
}

export function targetsOf(known: Int32Array, classes: number): Targets {
  const labels = Uint8Array.from(known, (c) => Math.max(c, 0));
  const wanted = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
  return { labels, classes, binary: wanted.map((c) => Uint8Array.from(known, (k) => (k === c ? 1 : 0))) };
}

/** Who learns members, and who is told of each one that is done. */
export interface Crew {
  readonly pool: MemberPool;
  readonly onMember: () => void;
}

/** The columns a cell may see: those made from labels differ from cell to cell. */
export type CellColumns = (cell: FoldCell) => BinnedColumns;

/**
 * One booster a cell and target. How many trees they have is one number for all cells of a target, where the
 * pooled loss out of fold is lowest.
 */
export async function boostOutOfFold(
  columns: CellColumns,
  targets: Targets,
  folds: Folds,
  planOf: (features: number, seed: number) => BoostPlan,
  seed: number,
  { pool, onMember }: Crew,
): Promise<TargetScores> {
  const scores: Float64Array[] = [];
  for (const [target, labels] of targets.binary.entries()) {
    const results = await Promise.all(
      folds.cells.map(async (cell, k) => {
        const binned = columns(cell);
        const plan = planOf(varyingFeatures(binned), seed + 1000 * target + k);
        const { learn, held } = cell;
        const result = await pool.run({ kind: 'boost', binned, labels, learn, held, ...plan });
        onMember();
        return result;
      }),
    );
    const check = bestCheck(results);
    scores.push(gather(folds, (k) => (results[k] as BoostResult).scores[check] as Float32Array));
  }
  return scores;
}

function bestCheck(results: readonly BoostResult[]): number {
  const checks = Math.min(...results.map(({ heldLoss }) => heldLoss.length));
  let best = 0;
  let bestLoss = Infinity;
  for (let check = 0; check < checks; check++) {
    const loss = results.reduce((sum, { heldLoss }) => sum + (heldLoss[check] as number), 0);
    if (loss < bestLoss) {
      best = check;
      bestLoss = loss;
    }
  }
  return best;
}

/** One forest a cell. */
export async function treesOutOfFold(
  cuts: 'random' | 'best',
  columns: CellColumns,
  { labels, classes, binary }: Targets,
  folds: Folds,
  seed: number,
  { pool, onMember }: Crew,
): Promise<TargetScores> {
  const members = await Promise.all(
    folds.cells.map(async (cell, k) => {
      const binned = columns(cell);
      const { learn } = cell;
      const options = treesPlan(cuts, folds.cells.length, learn.length, varyingFeatures(binned), seed + k);
      const shares = await pool.run({ kind: 'trees', binned, labels, classes, learn, options });
      onMember();
      return binary.map((_, target) => logOdds(shares, classes, classes === 2 ? 1 : target, options.trees));
    }),
  );
  return binary.map((_, target) => gather(folds, (k) => members[k]?.[target] as Float32Array));
}

/** Shares as log-odds, with half a tree on either side so that they stay finite. */
function logOdds(shares: Float64Array, classes: number, wanted: number, trees: number): Float32Array {
  const result = new Float32Array(shares.length / classes);
  for (let r = 0; r < result.length; r++) {
    const votes = (shares[r * classes + wanted] as number) * trees;
    result[r] = Math.log((votes + 0.5) / (trees - votes + 0.5));
  }
  return result;
}

/** Mean over the members that may score a row. */
export function gather(folds: Folds, scoresOf: (cell: number) => Float32Array): Float64Array {
  const rows = scoresOf(0).length;
  const result = new Float64Array(rows);
  const isLabelled = new Uint8Array(rows);
  for (const r of folds.labelled) isLabelled[r] = 1;
  for (const [k, { held }] of folds.cells.entries()) {
    const scores = scoresOf(k);
    for (const r of held) result[r] = (result[r] as number) + (scores[r] as number) / folds.repeats;
    for (let r = 0; r < rows; r++) {
      if (isLabelled[r] === 0) result[r] = (result[r] as number) + (scores[r] as number) / folds.cells.length;
    }
  }
  return result;
}
