/** What the service answers, by the names that the pages use. */
export type SuspectRole = 'user' | 'retailer' | 'supplier';
export type Band = 'strong' | 'moderate' | 'weak';
export interface Words2 {
  readonly en: string;
  readonly zh: string;
}
export interface SessionAnswer {
  readonly account: string;
  readonly role: string;
  readonly unit: string;
  readonly must_rotate: boolean;
  readonly acts: readonly string[];
  readonly deployment: {
    readonly purpose: string;
    readonly legal_basis: string;
    readonly review_by: number | string;
  } | null;
  readonly synthetic: boolean;
}
export interface SignInAnswer {
  readonly local: boolean;
  readonly oidc: { readonly label: string } | null;
  readonly demo_accounts: readonly {
    readonly account: string;
    readonly role: string;
    readonly unit: string;
    readonly password: string;
  }[];
}
export interface CaseAnswer {
  readonly id: string;
  readonly unit: string;
  readonly purpose: string;
  readonly state: 'open' | 'closed';
  readonly opened_at: number;
  readonly closed_at: number | null;
  readonly budget: number;
  readonly exposed: number;
}
export interface CasePage {
  readonly cases: readonly CaseAnswer[];
}
export interface LeadLine {
  readonly id: string;
  readonly person: string;
  readonly role: SuspectRole;
  readonly area: string | null;
  readonly unit: string | null;
  readonly state: string;
  readonly band: Band | null;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly facts?: number;
  readonly model: string;
  readonly as_of: number;
  readonly proposed_at: number;
  readonly expires_at: number;
  readonly locked_by: string | null;
  readonly not_evidence: Words2;
  readonly may_be_used_for: Words2;
}
export interface LeadPage {
  readonly rows: readonly LeadLine[];
  readonly total: number;
  readonly next_cursor: string | null;
  readonly notice: string;
  readonly notices: readonly string[];
}
export interface PathStep {
  readonly from: string;
  readonly to: string;
  readonly channel: string;
  readonly count: number;
  readonly expected: number;
  readonly first: number;
  readonly last: number;
  readonly records: readonly string[];
}
export interface Reason extends Words2 {
  readonly feature: string;
  readonly weight: number;
}
export interface LeadEvidence {
  readonly case_id: string;
  readonly established: SuspectRole;
  readonly established_at: number;
  readonly path: readonly PathStep[];
  readonly contacts: readonly PathStep[];
  readonly channels: readonly { readonly channel: string; readonly contacts: number; readonly meetings: number }[];
  readonly reasons_for: readonly Reason[];
  readonly reasons_against: readonly Reason[];
  readonly innocent: readonly Words2[];
  readonly would_change: readonly Words2[];
  readonly what_is_new: readonly string[];
}
export interface LeadStep {
  readonly act: string;
  readonly state: string;
  readonly by: string;
  readonly at: number;
  readonly code: string;
  readonly reason: string;
}
export interface LeadView extends LeadLine {
  readonly evidence: LeadEvidence;
  readonly steps: readonly LeadStep[];
  readonly blind: boolean;
  readonly exposed: number;
  readonly case: { readonly budget: number; readonly exposed: number } | null;
}
export interface WrongfulAnswer {
  readonly rows: readonly {
    readonly role: SuspectRole;
    readonly dismissed: number;
    readonly decided: number;
    readonly share: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}
export interface LeadReceipt {
  readonly lead: string | null;
  readonly state: string;
}
export interface TimelineAnswer {
  readonly events: readonly {
    readonly at: number;
    readonly source: string;
    readonly kind: string;
    readonly place: string | null;
    readonly with: readonly string[];
    readonly record: string;
  }[];
  readonly histogram: readonly { readonly source: string; readonly from: number; readonly count: number }[];
  readonly total: number;
  readonly shown: number;
}
export interface GraphNode {
  readonly person: string;
  readonly role: SuspectRole | null;
  readonly score: number | null;
  readonly established: SuspectRole | null;
  readonly area_id: string | null;
  readonly hops: number | null;
  readonly case_hops: number | null;
}
export interface GraphEdgeChannel {
  readonly channel: string;
  readonly count: number;
  readonly expected: number | null;
  readonly q: number | null;
  readonly records_total: number;
}
export interface GraphEdge {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  readonly tested: boolean;
  readonly first: number;
  readonly last: number;
  readonly channels: readonly GraphEdgeChannel[];
}
export interface NeighbourhoodAnswer {
  readonly person: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly total: number;
  readonly shown: number;
  readonly next_cursor: string | null;
  readonly exposed: number;
  readonly caps: readonly string[];
}
export interface PathsAnswer {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly paths: readonly { readonly persons: readonly string[] }[];
}
export interface DisclosureAnswer {
  readonly id: string;
  readonly lead: string;
  readonly person: string;
  readonly case_id: string;
  readonly unit: string;
  readonly purpose: string;
  readonly state: 'requested' | 'granted' | 'refused';
  readonly requester: string;
  readonly approver: string | null;
  readonly reason: string;
  readonly requested_at: number;
  readonly granted_until: number;
  readonly reads: number;
}
export interface DisclosurePage {
  readonly disclosures: readonly DisclosureAnswer[];
}
export interface RetentionAnswer {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly before: number | null }[];
  readonly leads: readonly string[];
  readonly models: readonly string[];
}
export interface AccountAnswer {
  readonly account: string;
  readonly role: string;
  readonly unit: string;
  readonly state: string;
}
export interface AccountPage {
  readonly accounts: readonly AccountAnswer[];
}
export interface UnitAnswer {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly area: string | null;
}
export interface UnitPage {
  readonly units: readonly UnitAnswer[];
}
export interface AuditEntry {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string | null;
}
export interface AuditPage {
  readonly size: number;
  readonly entries: readonly AuditEntry[];
  readonly next_cursor: string | null;
}
export interface AuditVerified {
  readonly ok: boolean;
  readonly entries: number;
  readonly faults: readonly { readonly what: string }[];
}
export interface AuthorityAnswer {
  readonly state: 'running' | 'stopped';
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  readonly resume_by: string | null;
}
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
export interface EndpointAnswer {
  readonly id: string;
  readonly unit: string | null;
  readonly url: string;
  readonly types: readonly string[];
  readonly state: 'live' | 'disabled';
  readonly reason: string | null;
  readonly deliveries: Readonly<Record<string, number>>;
}
export interface EndpointList {
  readonly endpoints: readonly EndpointAnswer[];
}
export interface DeliveryAnswer {
  readonly seq: number;
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly status: number | null;
  readonly at: number | null;
}
export interface DeliveryList {
  readonly deliveries: readonly DeliveryAnswer[];
}
export interface PlacesAnswer {
  readonly places: readonly {
    readonly id: string;
    readonly kind: string;
    readonly area: string | null;
    readonly x: number;
    readonly y: number;
  }[];
  readonly roads: readonly { readonly from: string; readonly to: string; readonly kind?: string }[];
}
