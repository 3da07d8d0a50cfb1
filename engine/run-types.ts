import type { Role } from './types.ts';

/** What a run read, what the next one would do, and how one differs from another. Instants are epoch seconds. */

/** Everything a run read, so that the next one can say what is new. */
export interface RunInputs {
  readonly batches: readonly {
    readonly batchId: string;
    readonly sequence: number;
    /** Changes when rows of the batch are corrected or purged. */
    readonly print: string;
    readonly rows: Readonly<Record<string, number>>;
  }[];
  /** Names the decisions of people about who is who. */
  readonly decisions: string;
  /** Names the settings of the line. */
  readonly settings: string;
}

/** One step of the next run: taken as it is, or computed, and why. */
export interface StepPlan {
  readonly step: string;
  readonly reused: boolean;
  readonly why: readonly string[];
  /** What it took the last time it was computed. */
  readonly seconds?: number;
}

export interface RunPlan {
  readonly asOf: number;
  readonly newestRun: string | null;
  readonly steps: readonly StepPlan[];
}

/** The newest run beside the same run from nothing, file by file. */
export interface RunCheck {
  readonly runId: string;
  readonly asOf: number;
  readonly computedRun: string;
  /** SHA-256 in hex; null where a file is missing. */
  readonly files: readonly {
    readonly file: string;
    readonly stored: string | null;
    readonly computed: string | null;
    readonly equal: boolean;
  }[];
  readonly equal: boolean;
}

export interface RankChangesQuery {
  readonly role: Role;
  /** Whoever is among the first so many of either ranking; default 50. */
  readonly top?: number;
  /** An earlier run; default the one before the newest. */
  readonly since?: string;
}

/** A feature whose value changed, and how much of the change of the score it is. */
export interface ChangedFeature {
  readonly name: string;
  readonly before: number | null;
  readonly value: number | null;
  readonly share: number;
  readonly reason: string;
}

export interface RankChange {
  readonly person: string;
  /** came: not in reach of a case before; left: not any more. */
  readonly kind: 'came' | 'rose' | 'fell' | 'left';
  readonly rankBefore: number | null;
  readonly rank: number | null;
  readonly scoreBefore: number | null;
  readonly score: number | null;
  readonly factsBefore: number;
  readonly facts: number;
  /** Of those in both; by the model of the newest run. */
  readonly why: readonly ChangedFeature[];
}

export interface RankChanges {
  readonly role: Role;
  readonly top: number;
  readonly runId: string;
  readonly asOf: number;
  readonly since: string;
  readonly sinceAsOf: number;
  /** False where another model ranked then: places may differ for that alone. */
  readonly sameModel: boolean;
  readonly changes: readonly RankChange[];
}
