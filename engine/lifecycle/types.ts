import type { EvaluationMetrics } from '../evaluate/index.ts';
import type { Gate, Promotion } from '../registry/index.ts';
import type { Role, StepUse } from '../types.ts';

export interface TrainCommand {
  /** Name of the model below `models/` of the home; default `local`. */
  readonly name?: string;
  /** Default: the next free one. */
  readonly version?: string;
  /** Model to start from; default the newest baseline that ships. */
  readonly from?: string;
  readonly seed?: number;
}

/** What retraining on the local cases gave. */
export interface TrainReport {
  /** Label of the new challenger; null when nothing that was learnt helped, and nothing was written. */
  readonly model: string | null;
  readonly folder: string | null;
  readonly parent: string;
  readonly roles: Readonly<Record<Role, TrainedRoleReport>>;
  readonly steps: readonly StepUse[];
  readonly notices: readonly string[];
}

export interface TrainedRoleReport {
  readonly established: number;
  readonly cleared: number;
  readonly classPrior: number;
  readonly helped: boolean;
  readonly way: string | null;
  readonly placeBefore: number | null;
  readonly placeAfter: number | null;
  readonly among: number;
  readonly sensitivity: readonly {
    readonly prior: number;
    readonly place: number;
    readonly sameTop50: number;
    readonly meanScore: number;
  }[];
}

/** A challenger's scores beside the champion's on the same people; nothing is ranked or pushed by it. */
export interface ShadowReport {
  readonly runId: string;
  readonly champion: string;
  readonly challenger: string;
  readonly scored: number;
  readonly roles: Readonly<Record<Role, ShadowRole>>;
  readonly notices: readonly string[];
}

export interface ShadowRole {
  /** Spearman's correlation of the two orders. */
  readonly rankCorrelation: number;
  readonly sameOfFirst50: number;
  readonly sameOfFirst500: number;
  readonly meanChampion: number;
  readonly meanChallenger: number;
  /** Who comes into the challenger's first 50 from farthest behind. */
  readonly risers: readonly {
    readonly person: string;
    readonly rankChampion: number;
    readonly rankChallenger: number;
  }[];
}

export interface PromoteCommand {
  readonly model: string;
  /** Proposes. */
  readonly by?: string;
  readonly why?: string;
  /** Approves what somebody else proposed. */
  readonly approveBy?: string;
}

export interface PromotionReport {
  readonly model: string;
  readonly state: 'refused' | 'proposed' | 'champion';
  readonly replaces: string;
  readonly gates: readonly Gate[];
  readonly notices: readonly string[];
}

/** One feature or figure compared with training. */
export interface DriftLine {
  readonly name: string;
  /** Population stability index. */
  readonly psi: number;
  /** The most that one training world differed from all of them; null where that was not kept. */
  readonly usual: number | null;
  /** Above 0.25, and above what training worlds differed by. */
  readonly moved: boolean;
  readonly missingBefore: number;
  readonly missingNow: number;
}

export interface DriftReport {
  readonly model: string;
  readonly runId: string;
  readonly people: number;
  /** Most moved first. */
  readonly features: readonly DriftLine[];
  readonly degree: DriftLine | null;
  readonly sources: readonly { readonly source: string; readonly before: number | null; readonly now: number }[];
  readonly notices: readonly string[];
}

export interface CardReport {
  readonly model: string;
  readonly aliases: readonly string[];
  readonly card: string;
  readonly gates: readonly Gate[];
  readonly models: readonly string[];
  /** The newest evaluation on a synthetic truth in this home; null where there was none. */
  readonly evaluation: EvaluationMetrics | null;
  /** As it was measured in training; null where the model says nothing of it. */
  readonly outOfFold: Readonly<Record<Role, OutOfFold>> | null;
}

export interface OutOfFold {
  readonly rows: number;
  readonly positives: number;
  readonly auprc: number | null;
  readonly auroc: number | null;
  readonly ece: number | null;
  readonly precision_at_50: number | null;
  readonly baselines: { readonly name: string; readonly auprc: number }[];
}

/** One calendar month of a home, in UTC. */
export interface MonthlyReport {
  readonly month: string;
  readonly champion: string;
  readonly runs: readonly {
    readonly runId: string;
    readonly asOf: number;
    readonly model: string;
    readonly scored: number;
  }[];
  readonly moves: readonly Promotion[];
  readonly evaluations: readonly {
    readonly model: string;
    readonly runId: string;
    readonly auprc: Readonly<Record<Role, number>>;
    readonly wrongfulShare: number;
  }[];
  readonly drift: DriftReport | null;
  readonly notices: readonly string[];
}
