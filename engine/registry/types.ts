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

/** What others hear of a move of the champion. */
export type ChampionMove = Pick<Promotion, 'sequence' | 'move' | 'model' | 'sha256' | 'replaces'>;

/** What is kept of an evaluation for the gates and the month; the evaluate stage's metrics hold it and more. */
export interface GateMetrics {
  readonly roles: Readonly<
    Record<
      string,
      {
        readonly positives: number;
        readonly auprc: number;
        readonly auroc: number;
        readonly prevalence: number;
        readonly labelShuffle: { readonly auprc: number };
        readonly baselines: readonly { readonly name: string; readonly auprc: number }[];
      }
    >
  >;
  readonly wrongful: {
    readonly name: string;
    readonly people: number;
    readonly flagged: number;
    readonly share: number;
    readonly worst: { readonly lookalike: string; readonly share: number } | null;
  };
}

export interface EvaluationRecord {
  readonly model: string;
  readonly sha256: string;
  readonly runId: string;
  readonly at: number;
  readonly metrics: GateMetrics;
}

/** The part of an evaluation that is kept: no curves, nobody's numbers. */
export function keptOf({ roles, wrongful }: GateMetrics): GateMetrics {
  const kept = Object.entries(roles).map(([role, one]) => {
    const { positives, auprc, auroc, prevalence, labelShuffle, baselines } = one;
    return [role, { positives, auprc, auroc, prevalence, labelShuffle, baselines }];
  });
  const { name, people, flagged, share, worst } = wrongful;
  return { roles: Object.fromEntries(kept), wrongful: { name, people, flagged, share, worst } };
}
