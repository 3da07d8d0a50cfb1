import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { summariseFeature, withUsualDrift } from './feature-summary.ts';
import { type JoinedSets, joinSets } from './join-sets.ts';
import { binShared } from './threads/bins.ts';
import { createMemory } from './threads/memory.ts';
import { type TrainedRole, trainRole } from './train-role.ts';
import { type DataProfile, type ModelRole, modelRoles, type TrainedModel, type TrainingSet } from './types.ts';

export interface TrainOptions {
  readonly seed: number;
  /** Threads; the model does not depend on it. Default: the machine's, at most 8. */
  readonly threads?: number;
  /** Rounds after which a role ends, even one that still gains. Default 600. */
  readonly mostRounds?: number;
  readonly name: string;
  readonly version: string;
  /** Hashes of the engine's code and configuration, for whoever asks later what made this model. */
  readonly made?: { readonly code: string; readonly config: string };
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
  const mostRounds = options.mostRounds ?? 600;
  const memory = createMemory();
  const binned = binShared(joined.columns, threads, memory);
  const trained: (readonly [ModelRole, TrainedRole])[] = [];
  for (const [at, role] of modelRoles.entries()) {
    const onRound = (round: number): void =>
      options.onProgress?.({ step: `train ${role}`, done: round, total: mostRounds, unit: 'rounds' });
    const plan = { seed: options.seed * 3 + at, mostRounds, threads, memory };
    trained.push([role, trainRole(role, joined, binned, plan, onRound)] as const);
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
    featureSummaries: joined.columns.map((column, f) =>
      withUsualDrift(summariseFeature(joined.names[f] as string, column), column, joined.group, joined.groups.length),
    ),
    profile: profileOf(joined),
    provenance: options.made === undefined ? null : { data: dataPrint(joined), ...options.made, parent: null },
    local: null,
    groups: joined.groups.map((group, g) => ({ group, rows: joined.group.filter((at) => at === g).length })),
  });
}

function profileOf(joined: JoinedSets): DataProfile | null {
  const degree = joined.graph?.user.degree;
  if (degree === undefined) return null;
  return { degree: summariseFeature('degree', degree), sources: joined.sources };
}

/** SHA-256 of every value and label that was learnt from. */
function dataPrint(joined: JoinedSets): string {
  const hash = createHash('sha256').update(JSON.stringify([joined.names, joined.groups]));
  for (const array of [...joined.columns, ...modelRoles.map((role) => joined.labels[role]), joined.group])
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}
