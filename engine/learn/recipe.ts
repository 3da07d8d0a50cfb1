import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { moveShares } from '../kernel/prevalence.ts';
import { calibrationError, logLoss } from '../kernel/ranking-metrics.ts';
import { besides, binGroup, pickRows, varyingFeatures } from './binned-groups.ts';
import { at, blendScores, blendShares, labelsAt, type Scaled, scaled } from './blend.ts';
import { type Calibration, calibrated, fitCalibration } from './calibrate.ts';
import { classProbabilities, rowsOf } from './class-probabilities.ts';
import { type Columns, featureGroups } from './feature-groups.ts';
import { compactFolds, dealFolds, type FoldCell, type Folds } from './folds.ts';
import { keepBest, meanPrecision, type Tried, trySet } from './group-trials.ts';
import { labelColumns, labelsReach } from './label-columns.ts';
import {
  boostOutOfFold,
  type CellColumns,
  type TargetScores,
  type Targets,
  targetsOf,
  treesOutOfFold,
} from './out-of-fold.ts';
import { binLimits, boostPlan } from './settings.ts';
import { countShares, shiftedShares } from './shifted-shares.ts';
import { smoothOutOfFold } from './smooth.ts';
import type { GroupName, LearnerName, LearnProblem, LearnProgress, LearnReport } from './types.ts';

export interface Learned {
  /** `classes` a node, each node adds up to 1. */
  readonly probabilities: Float64Array;
  readonly report: Pick<
    LearnReport,
    | 'features'
    | 'folds'
    | 'repeats'
    | 'sets'
    | 'blend'
    | 'calibration'
    | 'movedShares'
    | 'averagePrecision'
    | 'logLoss'
    | 'calibrationError'
    | 'notices'
  >;
}

/**
 * The one recipe for any attributed graph: derive feature groups, let inner cross-validation keep those that help,
 * blend boosted and randomised trees over them, calibrate, correct for a mix of classes that was picked and not drawn.
 */
export function learnClasses(
  problem: LearnProblem,
  seed: number,
  onProgress: (progress: LearnProgress) => void,
): Learned {
  const classes = problem.classes.length;
  const folds = dealFolds(problem.known, classes, seed);
  const targets = targetsOf(problem.known, classes);
  onProgress({ step: 'features', done: 0, unit: 'columns' });
  const table = createTable(problem);
  const tried = tryLadder(problem, table, folds, seed, onProgress);
  const kept = keepBest(tried);
  const models = trainLibrary(kept, table, targets, folds, seed, onProgress);
  const shares = blendShares(
    models.map((model) => model.scaled),
    targets,
    folds.labelled,
  );
  const blended = blendScores(
    models.map((model) => model.scaled.scores),
    shares,
  );
  return finish(problem, tried, kept, models, shares, blended, targets, folds, table, seed);
}

interface Table {
  /** Columns of the groups but those made from labels, as numbers. */
  valuesOf(groups: readonly GroupName[]): Columns;
  readonly fixed: Readonly<Record<Exclude<GroupName, 'labels'>, BinnedColumns>>;
  columnsOf(groups: readonly GroupName[]): CellColumns;
  widthOf(groups: readonly GroupName[]): number;
}

function createTable(problem: LearnProblem): Table {
  const groups = featureGroups(problem);
  const rows = problem.graph.order;
  const bins = binLimits(problem.known.reduce((sum, c) => sum + (c < 0 ? 0 : 1), 0));
  const fixed = {
    own: binGroup(groups.own, rows, bins.own),
    structure: binGroup(groups.structure, rows, bins.own),
    'one hop': binGroup(groups['one hop'], rows, bins.derived),
    'two hops': binGroup(groups['two hops'], rows, bins.derived),
  };
  const told = new Map<FoldCell, BinnedColumns>();
  const labelsOf = (cell: FoldCell): BinnedColumns => {
    const found = told.get(cell);
    if (found !== undefined) return found;
    const { graph, known, classes } = problem;
    const made = binGroup(labelColumns(graph, known, classes.length, cell.held), rows, bins.own);
    told.set(cell, made);
    return made;
  };
  const parts = (names: readonly GroupName[], cell: FoldCell | undefined): BinnedColumns =>
    besides(names.map((name) => (name === 'labels' ? labelsOf(cell as FoldCell) : fixed[name])));
  return {
    fixed,
    valuesOf: (names) => names.flatMap((name) => (name === 'labels' ? [] : groups[name])),
    columnsOf: (names) => {
      if (names.includes('labels')) return (cell) => parts(names, cell);
      const all = parts(names, undefined);
      return () => all;
    },
    widthOf: (names) => names.reduce((sum, name) => sum + (name === 'labels' ? 0 : varyingFeatures(fixed[name])), 0),
  };
}

/** Each step of the ladder adds a group; known labels are added to the best step. */
const ladder: readonly (readonly GroupName[])[] = [
  ['own'],
  ['own', 'structure'],
  ['own', 'structure', 'one hop'],
  ['own', 'structure', 'one hop', 'two hops'],
];

function tryLadder(
  problem: LearnProblem,
  table: Table,
  folds: Folds,
  seed: number,
  onProgress: (progress: LearnProgress) => void,
): readonly Tried[] {
  let done = 0;
  const onMember = (): void => onProgress({ step: 'trying feature groups', done: ++done, unit: 'models' });
  const compact = compactFolds(folds);
  const compactTargets = targetsOf(at32(problem.known, folds.labelled), problem.classes.length);
  const attempt = (groups: readonly GroupName[]): Tried => {
    const columns = compactColumns(table.columnsOf(groups), folds, compact, groups.includes('labels'));
    return trySet(groups, columns, table.widthOf(groups), compactTargets, compact, seed, onMember);
  };
  const isFilled = (groups: readonly GroupName[]): boolean => {
    const last = groups.at(-1) as Exclude<GroupName, 'labels'>;
    return varyingFeatures(table.fixed[last]) > 0;
  };
  const tried = ladder.filter(isFilled).map(attempt);
  if (problem.graph.size > 0 && labelsReach(problem.graph, problem.known)) {
    const best = keepBest(tried).at(-1)?.groups ?? [];
    tried.push(attempt([...best, 'labels']));
  }
  return tried;
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

interface LibraryModel {
  readonly groups: readonly GroupName[];
  readonly learner: LearnerName;
  readonly scaled: Scaled;
}

function trainLibrary(
  kept: readonly Tried[],
  table: Table,
  targets: Targets,
  folds: Folds,
  seed: number,
  onProgress: (progress: LearnProgress) => void,
): readonly LibraryModel[] {
  let done = 0;
  const total = kept.length * folds.cells.length * (2 * targets.binary.length + 2);
  const onMember = (): void => onProgress({ step: 'learning', done: ++done, total, unit: 'models' });
  const planOf = (features: number, memberSeed: number) => boostPlan(folds.labelled.length, features, memberSeed);
  return kept.flatMap(({ groups }) => {
    const columns = table.columnsOf(groups);
    const model = (learner: LearnerName, raw: TargetScores): LibraryModel => ({
      groups,
      learner,
      scaled: scaled(raw, targets, folds.labelled),
    });
    return [
      model('boosted trees', boostOutOfFold(columns, targets, folds, planOf, seed + 1, onMember)),
      model('extra-random trees', treesOutOfFold('random', columns, targets, folds, seed + 2, onMember)),
      model('random forest', treesOutOfFold('best', columns, targets, folds, seed + 3, onMember)),
      model('smooth', smoothOutOfFold(table.valuesOf(groups), targets, folds, seed + 4, onMember)),
    ];
  });
}

function finish(
  problem: LearnProblem,
  tried: readonly Tried[],
  kept: readonly Tried[],
  models: readonly LibraryModel[],
  shares: readonly number[],
  blended: TargetScores,
  targets: Targets,
  folds: Folds,
  table: Table,
  seed: number,
): Learned {
  const classes = problem.classes.length;
  const { labelled } = folds;
  const calibrations = calibrateAll(blended, targets, folds);
  const perTarget = blended.map((z, target) =>
    z.map((score) => calibrated(calibrations[target] as Calibration, score)),
  );
  const probabilities = classProbabilities(perTarget, classes);
  const known = rowsOf(probabilities, classes, labelled);
  const classOf = Uint8Array.from(labelled, (r) => targets.labels[r] as number);
  const others = Int32Array.from(problem.known.keys()).filter((r) => (problem.known[r] as number) < 0);
  const moved = shiftedShares(known, classOf, rowsOf(probabilities, classes, others), classes, seed);
  const quality = qualityOf(blended, perTarget, targets, labelled);
  if (moved !== undefined) moveShares(probabilities, countShares(classOf, classes), moved);
  return {
    probabilities,
    report: {
      features: table.widthOf(['own', 'structure', 'one hop', 'two hops']),
      folds: folds.count,
      repeats: folds.repeats,
      sets: tried.map((one) => ({ ...one.trial, kept: kept.includes(one) })),
      blend: models.map(({ groups, learner, scaled: { logLoss } }, m) => ({
        groups,
        learner,
        logLoss,
        share: shares[m] as number,
      })),
      calibration: calibrations.map(({ kind }) => kind),
      movedShares: moved === undefined ? null : [...moved],
      ...quality,
      notices: [],
    },
  };
}

function calibrateAll(blended: TargetScores, targets: Targets, folds: Folds): readonly Calibration[] {
  const { labelled, count } = folds;
  const foldOf = new Map<number, number>();
  for (const { repeat, fold, held } of folds.cells) if (repeat === 0) for (const r of held) foldOf.set(r, fold);
  const fold = Int32Array.from(labelled, (r) => foldOf.get(r) ?? 0);
  return blended.map((z, target) => fitCalibration(at(z, labelled), labelsAt(targets, target, labelled), fold, count));
}

function qualityOf(
  blended: TargetScores,
  probabilities: TargetScores,
  targets: Targets,
  labelled: Int32Array,
): Pick<LearnReport, 'averagePrecision' | 'logLoss' | 'calibrationError'> {
  const mean = (of: (p: Float64Array, labels: Uint8Array) => number): number =>
    probabilities.reduce((sum, p, t) => sum + of(at(p, labelled), labelsAt(targets, t, labelled)), 0) /
    probabilities.length;
  return {
    averagePrecision: meanPrecision(blended, targets, labelled),
    logLoss: mean(logLoss),
    calibrationError: mean(calibrationError),
  };
}
