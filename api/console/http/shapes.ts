/** What the service answers, by the names that the pages use. The contract is the only thing of the service that the page knows. */
import type { LeadAnswer } from '../../contract/leads.ts';

export type { AccountAnswer, UnitAnswer } from '../../contract/accounts.ts';
export type { AuditAnswer, VerifyAnswer } from '../../contract/audit.ts';
export type { AuthorityAnswer } from '../../contract/authority.ts';
export type { CaseAnswer } from '../../contract/cases.ts';
export type { DisclosureAnswer, IdentityAnswer } from '../../contract/disclosures.ts';
export type { DeliveriesAnswer, EndpointAnswer, SecretsAnswer } from '../../contract/events.ts';
export type { GraphEdge, GraphNode, NeighbourhoodAnswer, PathsAnswer } from '../../contract/graph.ts';
export type { LeadAnswer, LeadLine, LeadsPage, Receipt, WrongfulFlagsAnswer } from '../../contract/leads.ts';
export type { GoneAnswer } from '../../contract/retention.ts';
export type { SessionAnswer, SignInAnswer } from '../../contract/session.ts';
export type { PlacesAnswer, TimelineAnswer } from '../../contract/timeline.ts';
export type SuspectRole = 'user' | 'retailer' | 'supplier';
export interface ModelRow {
  readonly model: string;
  readonly aliases: readonly string[];
}
export interface ModelList {
  readonly models: readonly ModelRow[];
}
export interface GateRow {
  readonly gate: string;
  readonly passed: boolean;
  readonly words: string;
}
export interface RoleQuality {
  readonly positives: number;
  readonly ranked: number;
  readonly prevalence: number;
  readonly auprc: number;
  readonly intervals: { readonly auprc: readonly [number, number] };
  readonly at_k: readonly { readonly k: number; readonly precision: number; readonly innocent: number }[];
  readonly curves: {
    readonly precision_recall: { readonly recall: readonly number[]; readonly precision: readonly number[] };
    readonly reliability: { readonly score: readonly number[]; readonly share: readonly number[] };
    readonly lift: { readonly looked: readonly number[]; readonly found: readonly number[] };
  };
}
export interface WrongfulGroup {
  readonly group: string;
  readonly people: number;
  readonly flagged: number;
  readonly low: number;
  readonly high: number;
  readonly too_few: boolean;
}
export interface ModelAnswer {
  readonly model: string;
  readonly aliases: readonly string[];
  readonly card: string;
  readonly gates: readonly GateRow[];
  readonly metrics: null | {
    readonly roles: Readonly<Record<SuspectRole, RoleQuality>>;
    readonly wrongful: readonly WrongfulGroup[];
    readonly shap: Readonly<Record<SuspectRole, readonly { readonly feature: string; readonly mean: number }[]>>;
  };
}
export interface DriftLine {
  readonly name: string;
  readonly psi: number;
  readonly usual: number | null;
  readonly moved: boolean;
}
export interface DriftAnswer {
  readonly model: string;
  readonly people: number;
  readonly features: readonly DriftLine[];
}
export interface ShadowAnswer {
  readonly champion: string;
  readonly challenger: string;
  readonly scored: number;
  readonly roles: Readonly<
    Record<
      SuspectRole,
      { readonly rank_correlation: number; readonly same_of_first_50: number; readonly same_of_first_500: number }
    >
  >;
}
export interface RunAnswer {
  readonly id: string;
  readonly state: string;
  readonly what: string;
  readonly step: string | null;
  readonly done: number | null;
  readonly of: number | null;
  readonly started_at: number;
}
export interface RunList {
  readonly runs: readonly RunAnswer[];
}
type LeadEvidence = LeadAnswer['evidence'];
export type PathStep = LeadEvidence['path'][number];
export type WeighedReason = LeadEvidence['reasons_for'][number];
