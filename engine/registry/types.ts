/** A model version and where it lies. */
export interface ModelPlace {
  /** `<name>/<version>`, as it stands on every output. */
  readonly label: string;
  readonly folder: string;
  /** SHA-256 that seals model.json, which holds those of every other file. */
  readonly sha256: string;
}

export type Alias = 'champion' | 'challenger';

export interface AliasRow {
  readonly alias: Alias;
  readonly model: string;
  readonly sha256: string;
  readonly at: number;
}

/** One condition of a promotion, and whether it holds. */
export interface Gate {
  readonly gate:
    | 'evaluated'
    | 'card'
    | 'beats_baselines'
    | 'not_worse'
    | 'innocent_lookalikes_flagged'
    | 'no_suspected_leak';
  readonly passed: boolean;
  readonly words: string;
}

export interface Promotion {
  readonly sequence: number;
  readonly move: 'promote' | 'rollback';
  readonly model: string;
  readonly sha256: string;
  /** Champion before; null when the model that ships was. */
  readonly replaces: string | null;
  readonly replacesSha256: string | null;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly reason: string;
  readonly gates: readonly Gate[];
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
}

/** What a gate reads of an evaluation. */
export interface EvaluationRecord<M> {
  readonly model: string;
  readonly sha256: string;
  readonly runId: string;
  readonly at: number;
  readonly metrics: M;
}
