import { Booster } from '../kernel/booster.ts';
import type { BoosterOptions } from '../kernel/booster-options.ts';
import type { BinnedColumns } from '../kernel/feature-bins.ts';
import { constantTree, type Forest, withStartScores } from '../kernel/forest.ts';
import { createGrowState, type GrowState } from '../kernel/grow-state.ts';
import type { GrowTeam } from '../kernel/grow-team.ts';
import { type Folds, rowsOf } from './folds.ts';
import type { SharedMemory } from './threads/memory.ts';
import { createTeam } from './threads/team.ts';

export interface BoostedMembers {
  readonly members: readonly Forest[];
  /** Raw score of each row by the member that did not see its fold. */
  readonly outOfFold: Float64Array;
  readonly rounds: number;
}

export interface BoostPlan {
  readonly options: BoosterOptions;
  readonly mostRounds: number;
  /** Rounds without a better out-of-fold loss after which growing ends. */
  readonly patience: number;
  readonly threads: number;
}

interface Grower {
  readonly booster: Booster;
  readonly held: Int32Array;
  /** Out-of-fold raw scores at the best round. */
  kept: Float64Array;
  /** Trees it had then; a round may add none. */
  trees: number;
}

/**
 * One booster a fold, each on all the other folds, grown side by side. How many trees they have is one number
 * for all, where the pooled out-of-fold log-loss is lowest: one choice on all rows, so that the out-of-fold
 * scores stay honest (a stop for each fold on its own would fit the fold it is judged on).
 */
export function boostMembers(
  binned: BinnedColumns,
  memory: SharedMemory,
  labels: Uint8Array,
  folds: Folds,
  plan: BoostPlan,
  onRound: (round: number) => void,
): BoostedMembers {
  const state = createGrowState(binned, plan.options, memory.allocate);
  const team = createTeam(state, plan.threads, memory);
  try {
    return growTogether(state, team, labels, folds, plan, onRound);
  } finally {
    team.close();
  }
}

function growTogether(
  state: GrowState,
  team: GrowTeam,
  labels: Uint8Array,
  folds: Folds,
  plan: BoostPlan,
  onRound: (round: number) => void,
): BoostedMembers {
  const { binned } = state;
  const growers = Array.from({ length: folds.count }, (_, k): Grower => {
    const options = { ...plan.options, seed: plan.options.seed + k };
    const booster = new Booster({ binned, labels, rows: rowsOf(folds, k, false) }, options, state, team);
    const held = rowsOf(folds, k, true);
    return { booster, held, kept: new Float64Array(0), trees: 0 };
  });
  const loss = () => growers.reduce((sum, { booster, held }) => sum + lossSum(booster.scores, labels, held), 0);
  const keep = () => {
    for (const grower of growers) {
      grower.kept = Float64Array.from(grower.held, (r) => grower.booster.scores[r] as number);
      grower.trees = grower.booster.trees.length;
    }
  };
  keep();
  let rounds = 0;
  let best = loss();
  for (let round = 1; round <= plan.mostRounds && round - rounds <= plan.patience; round++) {
    const grew = growers.map(({ booster }) => booster.step());
    onRound(round);
    if (!grew.includes(true)) break;
    const now = loss();
    if (!(now < best)) continue;
    best = now;
    rounds = round;
    keep();
  }
  const outOfFold = new Float64Array(binned.rows);
  for (const { held, kept } of growers) for (const [i, r] of held.entries()) outOfFold[r] = kept[i] as number;
  return { members: growers.map(({ booster, trees }) => forestOf(booster, trees, binned)), outOfFold, rounds };
}

/** Sum of the log-losses of raw scores. */
function lossSum(scores: Float64Array, labels: Uint8Array, rows: Int32Array): number {
  let sum = 0;
  for (const r of rows) {
    const z = scores[r] as number;
    sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (labels[r] === 1 ? z : 0);
  }
  return sum;
}

/** The trees, with the starting score put into the first one, as LightGBM keeps it. */
function forestOf(booster: Booster, kept: number, binned: BinnedColumns): Forest {
  const start = booster.startScore;
  const trees =
    kept === 0 ? [constantTree(start, binned.rows)] : withStartScores(booster.trees.slice(0, kept), [start]);
  const featureRanges = binned.features.map(({ low, high }) => [low, high] as const);
  return { outputs: 1, featureNames: [], featureRanges, trees, sigmoid: 1 };
}
