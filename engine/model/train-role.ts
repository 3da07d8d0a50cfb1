import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { averagePrecision } from '../kernel/ranking-metrics.ts';
import { createRng } from '../kernel/rng.ts';
import { outOfFoldBaselines } from './baselines/baselines.ts';
import { type BoostPlan, boostMembers } from './boost-members.ts';
import { apply, fitCalibration } from './calibrate.ts';
import { type Folds, makeFolds } from './folds.ts';
import type { JoinedSets } from './join-sets.ts';
import { learnerMetrics } from './learner-metrics.ts';
import type { SharedMemory } from './threads/memory.ts';
import type { ModelRole, RoleModel, RoleTraining } from './types.ts';

/** Fewer labelled people than this teach nothing that holds. */
const fewestLabels = 5;

/**
 * Small steps, small trees, few columns a tree: some roles have a few dozen people among tens of thousands, and no
 * single person or feature shall decide. Measured out of world on six worlds (38,000 persons, 49 suppliers): six
 * leaves and 0.3 of the columns against 15 and 0.6 took the log-loss of suppliers from 4.7 to 3.6 thousandths and
 * their AUPRC from 0.61 to 0.68, of retailers from 7.3 to 6.6 and from 0.74 to 0.75, and left users as they were.
 */
const plan: Omit<BoostPlan, 'threads' | 'mostRounds'> = {
  options: {
    learningRate: 0.05,
    numLeaves: 6,
    maxDepth: 0,
    minDataInLeaf: 10,
    minSumHessian: 0.01,
    lambdaL1: 0,
    lambdaL2: 2,
    minGainToSplit: 0,
    featureFraction: 0.3,
    baggingFraction: 0.8,
    seed: 1,
  },
  patience: 40,
};

export interface TrainedRole {
  readonly model: RoleModel;
  readonly training: RoleTraining;
  readonly notices: readonly string[];
}

/** What is the same for all roles, bar the seed. */
export interface TrainingPlan {
  readonly seed: number;
  readonly mostRounds: number;
  readonly threads: number;
  /** Where the bins lie. */
  readonly memory: SharedMemory;
}

export function trainRole(
  role: ModelRole,
  sets: JoinedSets,
  binned: BinnedColumns,
  { seed, memory, ...limits }: TrainingPlan,
  onRound: (round: number) => void,
): TrainedRole {
  const labels = sets.labels[role];
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const fewest = Math.min(positives, sets.rows - positives);
  if (fewest < fewestLabels) return constantRole(role, sets.rows, positives);
  const rng = createRng(seed);
  const folds = makeFolds(sets, labels, rng);
  // A table of few features is not thinned below ten of them.
  const featureFraction = Math.min(1, Math.max(plan.options.featureFraction, 10 / sets.names.length));
  const options = { ...plan.options, featureFraction, seed: rng.int(2 ** 31) };
  const boosted = boostMembers(binned, memory, labels, folds, { ...plan, ...limits, options }, onRound);
  const calibration = fitCalibration(boosted.outOfFold, labels, folds.fold, folds.count);
  const members = boosted.members.map((forest) => ({ ...forest, featureNames: sets.names }));
  const baselines = Object.fromEntries(
    [...outOfFoldBaselines(role, sets, labels, folds, rng)].map(([name, raw]) => [
      name,
      learnerMetrics(crossCalibrated(raw, labels, folds), labels),
    ]),
  ) as RoleTraining['baselines'];
  return {
    model: { kind: 'boosted', members, calibration },
    training: {
      rows: sets.rows,
      positives,
      prevalence: positives / sets.rows,
      rounds: boosted.rounds,
      members: members.length,
      calibration: calibration.kind,
      booster: learnerMetrics(crossCalibrated(boosted.outOfFold, labels, folds), labels),
      logistic: baselines.logistic_regression ?? null,
      baselines,
      byGroup: byGroup(sets, labels, boosted.outOfFold),
    },
    notices: noticesOf(role, sets, folds, boosted.rounds),
  };
}

/** Probabilities of each fold by a calibration fitted on the others, so that no row calibrates itself. */
function crossCalibrated(raw: Float64Array, labels: Uint8Array, folds: Folds): Float64Array {
  const result = new Float64Array(raw.length);
  for (let k = 0; k < folds.count; k++) {
    const outside = (_: number, r: number): boolean => folds.fold[r] !== k;
    const calibration = fitCalibration(
      raw.filter(outside),
      labels.filter(outside),
      folds.fold.filter((fold) => fold !== k),
      folds.count,
    );
    const probabilities = apply(calibration, raw);
    for (let r = 0; r < raw.length; r++) if (folds.fold[r] === k) result[r] = probabilities[r] as number;
  }
  return result;
}

function byGroup(sets: JoinedSets, labels: Uint8Array, raw: Float64Array): RoleTraining['byGroup'] {
  return sets.groups.map((group, g) => {
    const inside = (_: number, r: number): boolean => sets.group[r] === g;
    const own = labels.filter(inside);
    return {
      group,
      positives: own.reduce((sum, label) => sum + label, 0),
      auprc: averagePrecision(raw.filter(inside), own),
    };
  });
}

/** Jeffreys' estimate of the rate, with the rule of three above it. */
function constantRole(role: ModelRole, rows: number, positives: number): TrainedRole {
  const probability = (positives + 0.5) / (rows + 1);
  const high = Math.min(1, probability + 3 / rows);
  const share = positives / rows;
  const found =
    positives * 2 > rows ? `${rows - positives} people who are not a ${role}` : `${positives} labelled ${role}s`;
  return {
    model: { kind: 'constant', probability, high },
    training: {
      rows,
      positives,
      prevalence: share,
      rounds: 0,
      members: 0,
      calibration: 'none',
      booster: null,
      logistic: null,
      baselines: {},
      byGroup: [],
    },
    notices: [
      `The role ${role} cannot be learnt: the training data hold ${found}, at least ${fewestLabels} are needed. Everybody gets the same score.`,
    ],
  };
}

function noticesOf(role: ModelRole, sets: JoinedSets, folds: Folds, rounds: number): readonly string[] {
  const notices: string[] = [];
  if (!folds.byGroup) {
    notices.push(
      `The quality of the role ${role} was measured inside one data set (${sets.groups[0]}); it says nothing about others.`,
    );
  }
  if (rounds === 0) notices.push(`No feature tells the role ${role} apart; everybody gets nearly the same score.`);
  return notices;
}
