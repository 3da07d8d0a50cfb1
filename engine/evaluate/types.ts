export type EvaluatedRole = 'user' | 'retailer' | 'supplier';
export const evaluatedRoles: readonly EvaluatedRole[] = Object.freeze(['user', 'retailer', 'supplier'] as const);

/** Ends of a 95 % interval. */
export type Interval = readonly [low: number, high: number];

/** Quality among the first k names of a role. */
export interface AtK {
  readonly k: number;
  /** How many were there to be looked at: k, or everybody who is ranked where that is fewer. */
  readonly looked: number;
  readonly precision: number;
  readonly precisionLow: number;
  readonly precisionHigh: number;
  readonly recall: number;
  readonly recallLow: number;
  readonly recallHigh: number;
  readonly lift: number;
  /** People in the top k whose true role is none. */
  readonly innocent: number;
}

/** How one role's people of one pattern fare: where the loss is. */
export interface PatternFound {
  readonly pattern: string;
  /** Unknown people of the role and pattern, and how many of them have a score at all. */
  readonly people: number;
  readonly scored: number;
  readonly in50: number;
  readonly in500: number;
}

/** What a simple way of ranking the same people reaches. */
export interface BaselineQuality {
  readonly name: string;
  readonly auprc: number;
  readonly precisionAt50: number;
}

/** Points of the plots; each list runs parallel. */
export interface RoleCurves {
  readonly precisionRecall: { readonly recall: readonly number[]; readonly precision: readonly number[] };
  /** Mean score and share of the role by bin of ten; empty bins are left out. */
  readonly reliability: {
    readonly score: readonly number[];
    readonly share: readonly number[];
    readonly people: readonly number[];
  };
  /** Share of the role's people found within the first share of the ranking. */
  readonly lift: { readonly looked: readonly number[]; readonly found: readonly number[] };
}

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
  /** 95 % intervals: bootstrap over networks and persons. */
  readonly intervals: Readonly<Record<'auprc' | 'brier' | 'ece', Interval>>;
  readonly atK: readonly AtK[];
  readonly patterns: readonly PatternFound[];
  readonly baselines: readonly BaselineQuality[];
  /** AUPRC after the labels of the ranked people were dealt anew: about the prevalence, or something leaks. */
  readonly labelShuffle: { readonly auprc: number; readonly high: number };
  /** AUPRC after contacts were rewired at random; null where that was not asked for. */
  readonly edgeShuffle: number | null;
  readonly curves: RoleCurves;
}

/** Innocent people of one kind in the top k of any role, with Wilson's 95 % interval. */
export interface WrongfulCount {
  readonly people: number;
  readonly flagged: number;
  readonly low: number;
  readonly high: number;
  /** Too few people for the share to say anything. */
  readonly tooFew: boolean;
}

/** The one figure that gates a promotion (oversight rule 7): innocent look-alikes among the first names of any role. */
export interface WrongfulGate extends WrongfulCount {
  readonly name: 'innocent_lookalikes_flagged';
  readonly share: number;
  /** The kind with the highest share among those with enough people. */
  readonly worst: { readonly lookalike: string; readonly share: number } | null;
}

export interface EvaluationMetrics {
  readonly runId: string;
  readonly asOf: number;
  readonly model: string;
  readonly modelSha256: string;
  /** How the numbers were made, in sentences. */
  readonly method: readonly string[];
  readonly truthKeys: number;
  readonly known: number;
  readonly scored: number;
  readonly roles: Readonly<Record<EvaluatedRole, RoleMetrics>>;
  /** Suppliers and retailers in one list by their higher score. */
  readonly tradeTogether: { readonly precisionAt50: number; readonly precisionAt100: number };
  /** Names a role that are looked at: an innocent one among them is wrongly flagged. */
  readonly flaggedPerRole: number;
  /** Nobody with a lower score is flagged: the score from which leads are proposed. */
  readonly flaggedFrom: number;
  readonly wrongful: WrongfulGate;
  /** Innocent people of a look-alike kind in the top k of any role. */
  readonly wrongfulByLookalike: readonly (WrongfulCount & { readonly lookalike: string })[];
  /** The same by audit group; empty where the register has none. */
  readonly wrongfulByAuditGroup: readonly (WrongfulCount & { readonly group: string })[];
  /** What weighs most among the first names of each role. */
  readonly shap: Readonly<Record<EvaluatedRole, readonly ShapFeature[]>>;
  readonly notices: readonly string[];
}

/** What one feature adds to the probability of the first names; lists run parallel over the people. */
export interface ShapFeature {
  readonly feature: string;
  /** Mean absolute share. */
  readonly mean: number;
  readonly shares: readonly number[];
  /** Where the person's value stands among theirs, 0 to 1; null where it is missing. */
  readonly places: readonly (number | null)[];
}

/** Metrics without what only the caller knows: the run, its date and its model. */
export type RankingMetrics = Omit<EvaluationMetrics, 'runId' | 'asOf' | 'model' | 'modelSha256' | 'shap'>;

/**
 * One entry a key of the truth; arrays run parallel. Give the rows in the order that breaks ties in the
 * ranking (the person numbers): equal scores keep it.
 */
export interface RankingTruth {
  readonly role: readonly ('none' | EvaluatedRole)[];
  /** Kind of innocent look-alike; null for others. */
  readonly lookalike: readonly (string | null)[];
  /** Network of the guilty, the unit of the bootstrap; absent or null: the person alone. */
  readonly network?: readonly (string | null)[];
  /** How a guilty person acts. */
  readonly pattern?: readonly (string | null)[];
  /** Audit only. */
  readonly auditGroup?: readonly (string | null)[];
  /** 1 for established people, whom the ranking leaves out. */
  readonly known: Uint8Array;
  /** 1 for people the engine scored. */
  readonly scored: Uint8Array;
  /** Calibrated probabilities; read where `scored` is 1. */
  readonly scores: Readonly<Record<EvaluatedRole, Float64Array>>;
  /** Scores of simple rankings of the same people, by role and name; read where `scored` is 1. */
  readonly baselines?: Readonly<Record<EvaluatedRole, ReadonlyMap<string, Float64Array>>>;
  /** Scores after contacts were rewired. */
  readonly shuffled?: Readonly<Record<EvaluatedRole, Float64Array>>;
}
