import { type Scaled, scaled } from './blend.ts';
import type { FeatureTable } from './feature-table.ts';
import type { Folds } from './folds.ts';
import type { Tried } from './group-trials.ts';
import { boostOutOfFold, type TargetScores, type Targets, treesOutOfFold } from './out-of-fold.ts';
import { boostPlan } from './settings.ts';
import { smoothOutOfFold } from './smooth.ts';
import type { GroupName, LearnerName, LearnProgress } from './types.ts';

/** One learner over one set of feature groups. */
export interface LibraryModel {
  readonly groups: readonly GroupName[];
  readonly learner: LearnerName;
  readonly scaled: Scaled;
}

/** Every learner over every set that was kept. */
export function trainLibrary(
  kept: readonly Tried[],
  table: FeatureTable,
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
