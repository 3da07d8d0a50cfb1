import { availableParallelism } from 'node:os';
import { binColumns, chooseBins } from '../kernel/feature-bins.ts';
import { summariseFeature } from './feature-summary.ts';
import { joinSets } from './join-sets.ts';
import { sharedMemory } from './threads/team.ts';
import { mostRounds, type TrainedRole, trainRole } from './train-role.ts';
import { type ModelRole, modelRoles, type TrainedModel, type TrainingSet } from './types.ts';

export interface TrainOptions {
  readonly seed: number;
  /** Threads; the model does not depend on it. Default: the machine's, at most 8. */
  readonly threads?: number;
  readonly name: string;
  readonly version: string;
  readonly onProgress?: (progress: TrainProgress) => void;
}

export interface TrainProgress {
  readonly step: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}

/**
 * Learns the three roles, one against the rest, from labelled worlds: an ensemble a role, whose members each
 * leave worlds out, calibrated and measured on what they left out. Bins are chosen on all rows (feature
 * values only, never labels).
 * @throws ExcavatorError model_no_rows, model_sets_differ, model_set_uneven
 */
export async function trainModel(sets: readonly TrainingSet[], options: TrainOptions): Promise<TrainedModel> {
  const joined = joinSets(sets);
  const threads = options.threads ?? Math.min(availableParallelism(), 8);
  const binned = binColumns(
    joined.columns,
    joined.columns.map((column) => chooseBins(column)),
    threads > 1 ? sharedMemory : undefined,
  );
  const trained: (readonly [ModelRole, TrainedRole])[] = [];
  for (const [at, role] of modelRoles.entries()) {
    const onRound = (round: number): void =>
      options.onProgress?.({ step: `train ${role}`, done: round, total: mostRounds, unit: 'rounds' });
    trained.push([role, trainRole(role, joined, binned, options.seed * 3 + at, threads, onRound)] as const);
    // Lets progress reach the screen between two roles.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const pick = <T>(take: (role: TrainedRole) => T): Readonly<Record<ModelRole, T>> =>
    Object.freeze(Object.fromEntries(trained.map(([role, result]) => [role, take(result)])) as Record<ModelRole, T>);
  return Object.freeze({
    name: options.name,
    version: options.version,
    features: joined.names,
    roles: pick(({ model }) => model),
    notices: trained.flatMap(([, { notices }]) => notices),
    seed: options.seed,
    training: pick(({ training }) => training),
    featureSummaries: joined.columns.map((column, f) => summariseFeature(joined.names[f] as string, column)),
    groups: joined.groups.map((group, g) => ({ group, rows: joined.group.filter((at) => at === g).length })),
  });
}
