/** What the service answers, by the names that the pages use. The contract is the only thing of the service that the page knows. */
import type { eventTypes } from '../../contract/events.ts';
import type { LeadAnswer } from '../../contract/leads.ts';
import type { ModelAnswer } from '../../contract/models.ts';

export type { AccountAnswer, UnitAnswer } from '../../contract/accounts.ts';
export type { AuditAnswer, VerifyAnswer } from '../../contract/audit.ts';
export type { AuthorityAnswer } from '../../contract/authority.ts';
export type { CaseAnswer } from '../../contract/cases.ts';
export type { DisclosureAnswer, IdentityAnswer } from '../../contract/disclosures.ts';
export type { DeliveriesAnswer, EndpointAnswer, SecretsAnswer } from '../../contract/events.ts';
export type { ExportStamp } from '../../contract/exports.ts';
export type { GraphEdge, GraphNode, NeighbourhoodAnswer, PathsAnswer } from '../../contract/graph.ts';
export type {
  AssignAnswer,
  LeadAnswer,
  LeadLine,
  LeadsPage,
  Receipt,
  ReviewersAnswer,
  WrongfulFlagsAnswer,
} from '../../contract/leads.ts';
export type { GoneAnswer } from '../../contract/retention.ts';
export type { SessionAnswer, SignInAnswer } from '../../contract/session.ts';
export type { PlacesAnswer, TimelineAnswer } from '../../contract/timeline.ts';
/** What the event stream tells of. */
export type EventType = (typeof eventTypes)[number];
export type SuspectRole = 'user' | 'retailer' | 'supplier';
export type {
  DriftAnswer,
  ModelAnswer,
  ModelsAnswer,
  RunAnswer,
  RunsAnswer,
} from '../../contract/models.ts';
export type GateRow = ModelAnswer['gates'][number];
type Metrics = NonNullable<ModelAnswer['metrics']>;
export type RoleQuality = Metrics['roles']['user'];
export type WrongfulGroup = Metrics['wrongful'][number];
type LeadEvidence = LeadAnswer['evidence'];
export type PathStep = LeadEvidence['path'][number];
export type WeighedReason = LeadEvidence['reasons_for'][number];
