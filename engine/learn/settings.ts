import type { BoosterOptions } from '../kernel/booster-options.ts';
import type { RandomTreesOptions } from '../kernel/random-trees.ts';

/** The one recipe. Nothing here depends on a data set but its size. */

/** Fewer labels than this: small trees, many of them. */
export const fewLabels = 600;
/** Rows times columns from which trees take larger steps. */
const largeTable = 4e6;

/** More labels than this tell feature groups apart no better. */
export const mostTrialLabels = 10_000;

/** Bins of a node's own columns and of derived ones: derived ones are many and smooth. */
export function binLimits(labelled: number): { readonly own: number; readonly derived: number } {
  return labelled <= fewLabels ? { own: 32, derived: 24 } : { own: 255, derived: 64 };
}

export interface BoostPlan {
  readonly options: BoosterOptions;
  readonly mostRounds: number;
  readonly patience: number;
}

export function boostPlan(labelled: number, features: number, seed: number): BoostPlan {
  const few = labelled <= fewLabels;
  const large = labelled * features > largeTable;
  return {
    options: {
      learningRate: large ? 0.1 : 0.05,
      numLeaves: few ? 7 : 31,
      maxDepth: 0,
      minDataInLeaf: few ? 5 : 10,
      minSumHessian: 1e-3,
      lambdaL1: 0,
      lambdaL2: 2,
      minGainToSplit: 0,
      featureFraction: featureShare(features),
      baggingFraction: large ? 0.6 : 0.8,
      seed,
    },
    mostRounds: few ? 200 : large ? 240 : 500,
    patience: few ? 40 : 60,
  };
}

/** Quick boosters that only tell feature groups apart. */
export function trialPlan(labelled: number, features: number, seed: number): BoostPlan {
  const plan = boostPlan(labelled, features, seed);
  const numLeaves = Math.min(plan.options.numLeaves, 15);
  return {
    options: { ...plan.options, learningRate: 0.12, numLeaves },
    mostRounds: labelled <= fewLabels ? 50 : 80,
    patience: 30,
  };
}

/** Wide tables are sampled harder: their columns say the same thing many times over. */
function featureShare(features: number): number {
  return Math.min(1, Math.max(0.15, 5 / Math.sqrt(Math.max(features, 1))));
}

/** @param rows one member learns from; large forests have fewer trees, as each is nearly as good as many */
export function treesPlan(
  cuts: 'random' | 'best',
  members: number,
  rows: number,
  features: number,
  seed: number,
): RandomTreesOptions {
  const large = rows * features > largeTable;
  const root = Math.sqrt(Math.max(features, 1));
  const trees = large ? 200 : cuts === 'random' ? 600 : 400;
  return {
    trees: Math.ceil(trees / members),
    featuresPerNode: Math.max(1, Math.round(cuts === 'random' && !large ? 2 * root : root)),
    minDataInLeaf: large ? 2 : 1,
    cuts,
    drawRows: cuts === 'best',
    seed,
  };
}

export interface SmoothPlan {
  /** Random features. */
  readonly features: number;
  /** Strongest first. */
  readonly penalties: readonly number[];
  /** Rows one member learns from. */
  readonly mostRows: number;
}

/** Numbers one member may hold: rows times width. */
const smoothNumbers = 8e6;

export function smoothPlan(labelled: number, columns: number): SmoothPlan {
  const features = Math.min(800, Math.max(100, 2 * labelled), Math.max(200, Math.floor(1e5 / Math.max(columns, 1))));
  const mostRows = Math.min(20_000, Math.floor(smoothNumbers / (columns + features + 1)));
  return { features, penalties: [30, 10, 3], mostRows };
}
