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
