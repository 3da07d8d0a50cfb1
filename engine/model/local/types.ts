import type { Matrix, ModelRole } from '../types.ts';

/** Established cases of one home. Numbers are rows of the features. */
export interface LocalCases {
  readonly features: Matrix;
  /** People who may be ranked: unlabelled, mostly innocent. */
  readonly candidates: Int32Array;
  readonly established: Readonly<Record<ModelRole, Int32Array>>;
  /** People found to have no part in it. */
  readonly cleared: Int32Array;
}

/** `weighted`: unlabelled people are negatives of small weight. `nnpu`: the non-negative positive-unlabelled risk. */
export type LocalRisk = 'weighted' | 'nnpu';
export type FeatureGroupChoice = 'all' | 'own';

/** One way of learning from the local cases. */
export interface LocalWay {
  readonly risk: LocalRisk;
  /** `own`: without everything that comes from contacts and cases. */
  readonly groups: FeatureGroupChoice;
}

/** How one way did on established people left out. Places are geometric means among the unlabelled left out too. */
export interface LocalTrial extends LocalWay {
  readonly placeBefore: number;
  readonly placeAfter: number;
  /** Student's t of the paired gain in log place. */
  readonly t: number;
}

/** What one wrong guess of the class prior would have changed. */
export interface PriorSensitivity {
  readonly prior: number;
  /** Place of the established people left out when learning with this prior. */
  readonly place: number;
  /** Share of the first 50 candidates that stay in the first 50. */
  readonly sameTop50: number;
  /** Mean probability of the candidates. */
  readonly meanScore: number;
}

/** What the local labels taught about one role, and whether it was kept. */
export interface LocalTraining {
  readonly established: number;
  readonly cleared: number;
  readonly candidates: number;
  /** Estimated share of the role among the candidates. */
  readonly classPrior: number;
  readonly helped: boolean;
  /** The way that was kept; null where the parent model stays. */
  readonly way: LocalWay | null;
  readonly placeBefore: number | null;
  readonly placeAfter: number | null;
  readonly among: number;
  readonly trials: readonly LocalTrial[];
  /** At half, once and double the estimated class prior. Empty where nothing was learnt. */
  readonly sensitivity: readonly PriorSensitivity[];
  readonly notice: string;
}
