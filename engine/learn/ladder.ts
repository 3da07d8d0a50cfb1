import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { pickRows, varyingFeatures } from './binned-groups.ts';
import type { FeatureTable } from './feature-table.ts';
import { compactFolds, dealFolds, type FoldCell, type Folds } from './folds.ts';
import { keepBest, type Tried, trySet } from './group-trials.ts';
import { labelsReach } from './label-columns.ts';
import type { MemberPool } from './member-pool.ts';
import { type CellColumns, targetsOf } from './out-of-fold.ts';
import { mostTrialLabels } from './settings.ts';
import type { GroupName, LearnProblem, LearnProgress } from './types.ts';

/** Fewer rows of a class than this in a share, and all rows are used. */
const fewestOfClass = 50;

/** Each step of the ladder adds a group; known labels are added to the best step. */
const ladder: readonly (readonly GroupName[])[] = [
  ['own'],
  ['own', 'structure'],
  ['own', 'structure', 'one hop'],
  ['own', 'structure', 'one hop', 'two hops'],
];

/**
 * Tries the sets of feature groups by inner cross-validation on the labelled rows alone.
 * @returns in order of size
 */
export async function tryLadder(
  problem: LearnProblem,
  table: FeatureTable,
  allFolds: Folds,
  seed: number,
  pool: MemberPool,
  onProgress: (progress: LearnProgress) => void,
): Promise<readonly Tried[]> {
  let done = 0;
  const folds = trialFolds(problem, allFolds, seed);
  const onMember = (): void => onProgress({ step: 'trying feature groups', done: ++done, unit: 'models' });
  const compact = compactFolds(folds);
  const compactTargets = targetsOf(at32(problem.known, folds.labelled), problem.classes.length);
  const attempt = (groups: readonly GroupName[]): Promise<Tried> => {
    const columns = compactColumns(table.columnsOf(groups), folds, compact, groups.includes('labels'));
    return trySet(groups, columns, table.widthOf(groups), compactTargets, compact, seed, { pool, onMember });
  };
  const isFilled = (groups: readonly GroupName[]): boolean => {
    const last = groups.at(-1) as Exclude<GroupName, 'labels'>;
    return varyingFeatures(table.fixed[last]) > 0;
  };
  const tried: Tried[] = [];
  for (const groups of ladder.filter(isFilled)) tried.push(await attempt(groups));
  if (problem.graph.size > 0 && labelsReach(problem.graph, problem.known)) {
    const best = keepBest(tried).at(-1)?.groups ?? [];
    tried.push(await attempt([...best, 'labels']));
  }
  return tried;
}

/** Of very many labelled rows an even share. */
function trialFolds({ known, classes }: LearnProblem, folds: Folds, seed: number): Folds {
  const { labelled } = folds;
  if (labelled.length <= mostTrialLabels) return folds;
  const some = new Int32Array(known.length).fill(-1);
  for (let i = 0; i < mostTrialLabels; i++) {
    const r = labelled[Math.floor((i * labelled.length) / mostTrialLabels)] as number;
    some[r] = known[r] as number;
  }
  const sizes = classes.map((_, c) => some.filter((k) => k === c).length);
  return Math.min(...sizes) < fewestOfClass ? folds : dealFolds(some, classes.length, seed);
}

function compactColumns(columns: CellColumns, folds: Folds, compact: Folds, differ: boolean): CellColumns {
  const picked = (k: number): BinnedColumns => pickRows(columns(folds.cells[k] as FoldCell), folds.labelled);
  if (differ) return (cell) => picked(compact.cells.indexOf(cell));
  const all = picked(0);
  return () => all;
}

function at32(values: Int32Array, rows: Int32Array): Int32Array {
  return Int32Array.from(rows, (r) => values[r] as number);
}
