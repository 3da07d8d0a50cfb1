import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { besides, binGroup, varyingFeatures } from './binned-groups.ts';
import { type Columns, type FeatureGroups, featureGroups } from './feature-groups.ts';
import type { FoldCell } from './folds.ts';
import { labelColumns } from './label-columns.ts';
import type { CellColumns } from './out-of-fold.ts';
import { binLimits } from './settings.ts';
import type { GroupName, LearnProblem } from './types.ts';

/** All feature columns of a problem, binned once, handed out by group. */
export interface FeatureTable {
  /** As numbers, for a linear learner: of the hop groups the means alone, and nothing made from labels. */
  valuesOf(groups: readonly GroupName[]): Columns;
  readonly fixed: Readonly<Record<Exclude<GroupName, 'labels'>, BinnedColumns>>;
  columnsOf(groups: readonly GroupName[]): CellColumns;
  widthOf(groups: readonly GroupName[]): number;
}

export function createTable(problem: LearnProblem): FeatureTable {
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
    valuesOf: (names) => names.flatMap((name) => plainColumns(groups, name)),
    columnsOf: (names) => {
      if (names.includes('labels')) return (cell) => parts(names, cell);
      const all = parts(names, undefined);
      return () => all;
    },
    widthOf: (names) => names.reduce((sum, name) => sum + (name === 'labels' ? 0 : varyingFeatures(fixed[name])), 0),
  };
}

function plainColumns(groups: FeatureGroups, name: GroupName): Columns {
  if (name === 'labels') return [];
  return name === 'own' || name === 'structure' ? groups[name] : groups[name].slice(0, groups.own.length);
}
