import { type Scaled, scaled } from './blend.ts';
import type { FeatureTable } from './feature-table.ts';
import type { Folds } from './folds.ts';
import type { Tried } from './group-trials.ts';
import type { MemberPool } from './member-pool.ts';
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
export async function trainLibrary(
  kept: readonly Tried[],
  table: FeatureTable,
  targets: Targets,
  folds: Folds,
  seed: number,
  pool: MemberPool,
  onProgress: (progress: LearnProgress) => void,
): Promise<readonly LibraryModel[]> {
  let done = 0;
  const total = kept.length * folds.cells.length * (2 * targets.binary.length + 2);
  const onMember = (): void => onProgress({ step: 'learning', done: ++done, total, unit: 'models' });
  const planOf = (features: number, memberSeed: number) => boostPlan(folds.labelled.length, features, memberSeed);
  const crew = { pool, onMember };
  const models: LibraryModel[] = [];
  for (const { groups } of kept) {
    const columns = table.columnsOf(groups);
    const add = (learner: LearnerName, raw: TargetScores): void => {
      models.push({ groups, learner, scaled: scaled(raw, targets, folds.labelled) });
    };
    add('boosted trees', await boostOutOfFold(columns, targets, folds, planOf, seed + 1, crew));
    add('extra-random trees', await treesOutOfFold('random', columns, targets, folds, seed + 2, crew));
    add('random forest', await treesOutOfFold('best', columns, targets, folds, seed + 3, crew));
    add('smooth', await smoothOutOfFold(table.valuesOf(groups), targets, folds, seed + 4, crew));
  }
  return models;
}
