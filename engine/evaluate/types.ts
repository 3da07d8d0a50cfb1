/** Metrics of one role over the ranked people (established ones left out). Shares lie in [0, 1]. */
export interface RoleMetrics {
  readonly positives: number;
  readonly scoredPositives: number;
  readonly ranked: number;
  readonly prevalence: number;
  readonly auprc: number;
  readonly auroc: number;
  readonly brier: number;
  readonly ece: number;
  readonly atK: readonly {
    readonly k: number;
    readonly precision: number;
    readonly precisionLow: number;
    readonly precisionHigh: number;
    readonly recall: number;
    readonly lift: number;
    /** People in the top k whose true role is none. */
    readonly innocent: number;
  }[];
}

export interface EvaluationMetrics {
  readonly runId: string;
  readonly asOf: number;
  readonly model: string;
  readonly truthKeys: number;
  readonly known: number;
  readonly scored: number;
  readonly roles: Readonly<Record<'user' | 'retailer' | 'supplier', RoleMetrics>>;
  /** Innocent people of a look-alike kind in the top k of any role. */
  readonly wrongfulByLookalike: readonly {
    readonly lookalike: string;
    readonly people: number;
    readonly flagged: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly notices: readonly string[];
}

/** Metrics without what only the caller knows: the run, its date and its model. */
export type RankingMetrics = Omit<EvaluationMetrics, 'runId' | 'asOf' | 'model'>;

export type EvaluatedRole = 'user' | 'retailer' | 'supplier';

/**
 * One entry a key of the truth; arrays run parallel. Give the rows in the order that breaks ties in the
 * ranking (the person numbers): equal scores keep it.
 */
export interface RankingTruth {
  readonly role: readonly ('none' | EvaluatedRole)[];
  /** Kind of innocent look-alike; null for others. */
  readonly lookalike: readonly (string | null)[];
  /** 1 for established people, whom the ranking leaves out. */
  readonly known: Uint8Array;
  /** 1 for people the engine scored. */
  readonly scored: Uint8Array;
  /** Calibrated probabilities; read where `scored` is 1. */
  readonly scores: Readonly<Record<EvaluatedRole, Float64Array>>;
}
