import type { Csr } from '../kernel/csr.ts';

/** Shapes of `excavator learn`. Probabilities lie in [0, 1]; arrays of one object run parallel. */

export interface LearnOptions {
  /** CSV, NDJSON or Parquet: id, numeric columns, label (empty = unknown), split (train, valid, test). */
  readonly nodes: string;
  /** The same formats: source, target and, with `weights`, weight. */
  readonly edges: string;
  readonly weights?: boolean;
  /** CSV, NDJSON or Parquet to write: id and p_<label> for each label, a row a node, in the order of the nodes. */
  readonly out: string;
  /** Chance of folds, rows and columns; equal seeds give equal bytes. Default 1. */
  readonly seed?: number;
  /** Threads; the result does not depend on them. */
  readonly threads?: number;
  readonly memoryLimitMb?: number;
  readonly onProgress?: (progress: LearnProgress) => void;
}

export interface LearnProgress {
  readonly step: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}

/** An attributed graph with some classes known. */
export interface LearnProblem {
  readonly graph: Csr;
  /** Own columns of the nodes; NaN is missing, infinities are not allowed. */
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
  /** Names of the classes, at least two. */
  readonly classes: readonly string[];
  /** Class of each node that may be learned from, else -1. */
  readonly known: Int32Array;
}

export const groupNames = Object.freeze(['own', 'structure', 'one hop', 'two hops', 'labels'] as const);
export type GroupName = (typeof groupNames)[number];

/** Feature groups that a model is given together. */
export interface GroupSet {
  readonly groups: readonly GroupName[];
}

/** What inner cross-validation said about one set of feature groups. */
export interface SetTrial extends GroupSet {
  readonly columns: number;
  /** Mean log-loss a row, out of fold. */
  readonly logLoss: number;
  /** Average precision out of fold; the mean over the classes where there are more than two. */
  readonly averagePrecision: number;
  readonly kept: boolean;
}

export interface LearnerWeight extends GroupSet {
  readonly learner: LearnerName;
  readonly logLoss: number;
  /** Share in the blend; all shares add up to 1. */
  readonly share: number;
}

export type LearnerName = 'boosted trees' | 'extra-random trees' | 'random forest' | 'smooth';

export interface LearnReport {
  readonly nodes: number;
  readonly edges: number;
  readonly features: number;
  readonly classes: readonly { readonly label: string; readonly rows: number }[];
  readonly train: number;
  readonly valid: number;
  readonly folds: number;
  readonly repeats: number;
  readonly sets: readonly SetTrial[];
  readonly blend: readonly LearnerWeight[];
  readonly calibration: readonly ('isotonic' | 'platt')[];
  /** Class shares the probabilities were moved to; null where those of the labelled rows were kept. */
  readonly movedShares: readonly number[] | null;
  /** Quality out of fold, of the labelled rows. */
  readonly averagePrecision: number;
  readonly logLoss: number;
  readonly calibrationError: number;
  /** What was left out, dropped or could not be done, in sentences. */
  readonly notices: readonly string[];
  readonly out: string;
}
