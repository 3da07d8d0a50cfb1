import type { Forest } from '../kernel/forest.ts';
import type { Curve } from '../kernel/isotonic.ts';
import type { Sigmoid } from '../kernel/platt.ts';
import type { BaselineName, GraphBaselines } from './baselines/types.ts';
import type { LocalTraining } from './local/types.ts';

/** Shapes of the model stage. Probabilities lie in [0, 1]; arrays of one object run parallel. */

export type ModelRole = 'user' | 'retailer' | 'supplier';

/** Feature columns of some persons; NaN is missing. */
export interface Matrix {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
}

/** One labelled world or data set. */
export interface TrainingSet {
  /** Names the group that must not be split between training and validation. */
  readonly group: string;
  readonly features: Matrix;
  /** Per role, 1 where the person truly has the role; parallel to the rows. */
  readonly labels: Readonly<Record<ModelRole, Uint8Array>>;
  /** Scores of the rows from the graph alone, to compare with. */
  readonly graph?: GraphBaselines;
  /** Share of the records that each source has; they sum to 1. */
  readonly sources?: Readonly<Record<string, number>>;
}

export interface Scores {
  readonly score: Float64Array;
  /** 90 % interval of the score, from the spread of the ensemble. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Raw score to probability: the chosen curve, blended with a share of the sigmoid that keeps it strictly
 * rising where the isotonic curve is flat.
 */
export interface Calibration {
  readonly kind: 'isotonic' | 'platt';
  readonly sigmoid: Sigmoid;
  readonly curve: Curve;
}

/** How one role is scored. */
export type RoleModel =
  | { readonly kind: 'boosted'; readonly members: readonly Forest[]; readonly calibration: Calibration }
  | { readonly kind: 'constant'; readonly probability: number; readonly high: number };

export interface Model {
  readonly name: string;
  readonly version: string;
  /** Features in the order of the matrix it scores. */
  readonly features: readonly string[];
  readonly roles: Readonly<Record<ModelRole, RoleModel>>;
  /** What the model cannot do, and why, in sentences. */
  readonly notices: readonly string[];
}

/** Quality of one learner on rows it has not seen. Intervals are Wilson's, 95 %. */
export interface LearnerMetrics {
  readonly auprc: number;
  readonly auroc: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly ece: number;
  readonly precisionAt50: number;
  readonly precisionAt50Low: number;
  readonly precisionAt50High: number;
}

export interface RoleTraining {
  readonly rows: number;
  readonly positives: number;
  readonly prevalence: number;
  /** Trees a member has. */
  readonly rounds: number;
  readonly members: number;
  readonly calibration: 'isotonic' | 'platt' | 'none';
  /** Out of fold: every row is scored by the member that did not see its group. */
  readonly booster: LearnerMetrics | null;
  readonly logistic: LearnerMetrics | null;
  /** What the booster must beat, measured on the same rows and folds; one that lacks what it needs is not there. */
  readonly baselines: Readonly<Partial<Record<BaselineName, LearnerMetrics>>>;
  readonly byGroup: readonly { readonly group: string; readonly positives: number; readonly auprc: number }[];
}

export interface FeatureSummary {
  readonly name: string;
  readonly missingShare: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Values at the tenths, 0 to 1: what later data are compared with. Empty when all are missing. */
  readonly deciles: readonly number[];
  /** Largest stability index of one training group against all: how far worlds differ anyway. Absent with one group. */
  readonly usualDrift?: number;
}

/** What later data are compared with besides the features (drift). */
export interface DataProfile {
  /** Contacts a person has, among those in reach. */
  readonly degree: FeatureSummary;
  readonly sources: Readonly<Record<string, number>>;
}

/** What a model was made from: SHA-256 of its data, the engine's code and the configuration. */
export interface Provenance {
  readonly data: string;
  readonly code: string;
  readonly config: string;
  /** Model it continues, as name/version; null when it was trained from nothing. */
  readonly parent: string | null;
  /** Batches of the home that it and its parents learnt from; absent where that is not known, or no home was learnt from. */
  readonly batches?: readonly string[];
}

export interface TrainedModel extends Model {
  readonly seed: number;
  readonly training: Readonly<Record<ModelRole, RoleTraining>>;
  readonly featureSummaries: readonly FeatureSummary[];
  readonly groups: readonly { readonly group: string; readonly rows: number }[];
  readonly profile: DataProfile | null;
  readonly provenance: Provenance | null;
  /** What the local labels of a home taught; null for a model of labelled worlds. */
  readonly local: Readonly<Record<ModelRole, LocalTraining>> | null;
}

export const modelRoles: readonly ModelRole[] = Object.freeze(['user', 'retailer', 'supplier'] as const);
