import type { AbstractGraph } from 'graphology-types';
import type { ChannelAnswer } from './contacts/index.ts';
import type { EvaluationMetrics } from './evaluate/index.ts';
import type { ExplainedFeature } from './features/index.ts';
import type { IngestReport } from './ingest/index.ts';
import type {
  CardReport,
  DriftReport,
  MonthlyReport,
  PromoteCommand,
  PromotionReport,
  ShadowReport,
  TrainCommand,
  TrainReport,
} from './lifecycle/index.ts';
import type { TrainingSet } from './model/index.ts';
import type { Oversight } from './oversight-types.ts';
import type { EvidenceLine, FindingKind } from './resolve/index.ts';

/** The public shapes of the engine's door. Instants are epoch seconds, probabilities lie in [0, 1]. */

export type Role = 'user' | 'retailer' | 'supplier';
export const roles = Object.freeze(['user', 'retailer', 'supplier'] as const);

export interface EngineConfig {
  /** Folder that holds lake, ledger and keys. */
  readonly home: string;
  /** Threads of the SQL engine; results do not depend on it. Default: the machine's, at most 8. */
  readonly threads?: number;
  /** Memory the SQL engine may use, in megabytes. Default: a quarter of the machine's, 512 to 8192. */
  readonly memoryLimitMb?: number;
  /** The moment that counts as now: later records are quarantined as being in the future. */
  readonly now: number;
  /** The clock by which looks and acts are entered in the log; default `now`, which stands still. */
  readonly clock?: () => number;
  readonly onProgress?: (progress: Progress) => void;
  /** Demo homes have a key that follows from their seed; they take synthetic data only. */
  readonly demoSeed?: number;
}

/** One tick of a long step. `total` is absent where it is not known beforehand. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}

/** Time and memory of one step of a run. */
export interface StepUse {
  readonly step: string;
  readonly seconds: number;
  /** Highest resident memory of the process seen up to the end of the step. */
  readonly peakResidentMb: number;
  readonly rows?: number;
  /** True when the result of an earlier run with the same inputs was taken. */
  readonly reused: boolean;
  /** What parts of the step took, where it has some. */
  readonly parts?: readonly PartUse[];
}

/** Time and memory of one part of a step. */
export interface PartUse {
  readonly part: string;
  readonly seconds: number;
  readonly peakResidentMb: number;
  readonly rows?: number;
}

export interface RunReport {
  readonly runId: string;
  readonly asOf: number;
  readonly model: string;
  readonly steps: readonly StepUse[];
  readonly persons: number;
  readonly contacts: number;
  readonly scored: number;
  readonly established: Readonly<Record<Role, number>>;
  /** What could not be computed, and why, in sentences. */
  readonly notices: readonly string[];
}

export interface RankingRow {
  readonly rank: number;
  readonly person: string;
  readonly role: Role;
  readonly area_id: string | null;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly facts: number;
  readonly as_of: number;
  readonly model: string;
}

export interface RankQuery {
  readonly role: Role;
  /** Rows wanted; default 50. */
  readonly top?: number;
  readonly area?: string;
  /** Rows to skip; default 0. */
  readonly offset?: number;
  /** A ranking other than the newest, so that pages do not shift. */
  readonly runId?: string;
}

export interface Ranking {
  readonly runId: string;
  readonly role: Role;
  readonly asOf: number;
  readonly model: string;
  /** Persons of the role in this ranking (after the area filter). */
  readonly total: number;
  readonly rows: readonly RankingRow[];
  readonly notices: readonly string[];
}

export interface FeatureValue {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly reason: string;
}

export interface ContactView {
  readonly person: string;
  readonly channel: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Record ids behind the contact, in time order. */
  readonly records: readonly string[];
  readonly established: Role | null;
}

/** One role's score of a person taken apart, in probability: base + every feature's share is the score. */
export interface RoleExplanation {
  readonly role: Role;
  /** Probability of the average person of the training. */
  readonly base: number;
  readonly score: number;
  /** What raises the score most, and what lowers it most. */
  readonly weighsFor: readonly ExplanationLine[];
  readonly weighsAgainst: readonly ExplanationLine[];
  /** Changes that would lower the score, each on top of those before: a value set to the usual one. */
  readonly wouldChange: readonly {
    readonly name: string;
    readonly from: number | null;
    readonly to: number | null;
    readonly score: number;
  }[];
  /** Whether these changes bring the score down to half. */
  readonly halved: boolean;
}

export interface ExplanationLine {
  readonly name: string;
  readonly value: number | null;
  readonly share: number;
  readonly reason: string;
}

export interface PersonView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  readonly area_id: string | null;
  readonly hops: number;
  readonly scores: readonly RankingRow[];
  /** Empty where the model of the run is gone. */
  readonly explanations: readonly RoleExplanation[];
  readonly features: readonly FeatureValue[];
  readonly contacts: readonly ContactView[];
  readonly notices: readonly string[];
}

/** A person's features beside those of the people of the same area. */
export interface FeaturesView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  /** Null where the area is not known; everybody is compared with then. */
  readonly area_id: string | null;
  readonly peers: number;
  /** What is farthest from the peers first. */
  readonly features: readonly ExplainedFeature[];
}

/** One channel's contact between two people, with the records behind it. */
export interface PairContact {
  readonly channel: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly record_count: number;
  /** The first of the record ids, in time order. */
  readonly records: readonly string[];
}

export interface PathQuery {
  /** Pseudonyms of the two ends. */
  readonly from: string;
  readonly to: string;
  /** Paths wanted, best first, 1 to 10; default 3. */
  readonly k?: number;
  /** By strength a contact costs 1 / weight, so that many strong contacts beat few weak ones; default. */
  readonly by?: 'strength' | 'hops';
}

export interface PathsView {
  readonly from: string;
  readonly to: string;
  readonly runId: string;
  readonly asOf: number;
  /** Best first; empty where no contacts lead from one to the other. */
  readonly paths: readonly {
    readonly cost: number;
    readonly people: readonly { readonly person: string; readonly established: Role | null }[];
    readonly steps: readonly {
      readonly from: string;
      readonly to: string;
      /** Meetings-equivalents. */
      readonly weight: number;
      readonly contacts: readonly PairContact[];
    }[];
  }[];
  /** How many people this view shows. */
  readonly exposed: number;
  readonly notices: readonly string[];
}

export interface NeighbourhoodQuery {
  readonly person: string;
  /** Contacts away from the person, 1 to the hop limit; default 1. */
  readonly hops?: number;
  /** Most people, 1 to 200, the nearest and strongest tied first; default 50. */
  readonly limit?: number;
}

/** What is around a person. */
export interface NeighbourhoodView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  /**
   * A graphology graph of its own, which may be changed. Nodes are pseudonyms with `hops` (from the person), `case_hops`,
   * `area_id`, `established` and `scores`; edges have `weight` and `contacts` (`PairContact`).
   */
  readonly graph: AbstractGraph;
  /** How many people this view shows. */
  readonly exposed: number;
  /** True when the limit left some out. */
  readonly cut: boolean;
  /** The person's contacts that are not shown because no established case is near enough or they are protected. */
  readonly outOfReach: number;
  readonly notices: readonly string[];
}

export interface Status {
  readonly home: string;
  readonly engineVersion: string;
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly batches: number }[];
  readonly runs: readonly RunReport[];
  readonly model: string;
  readonly notices: readonly string[];
}

export interface IngestOptions {
  /** JSON file that says how other people's files become the contract's tables. */
  readonly map?: string;
  /** Columns to leave out. */
  readonly ignore?: readonly string[];
}

export interface EvaluateOptions {
  readonly truth: string;
  /** A model other than the one that ranked, as <name>/<version>. */
  readonly model?: string;
  /** Rewire the contacts at random and score again: as long as the features step takes. */
  readonly controls?: boolean;
  /** Folder for metrics.json and predictions.csv. */
  readonly out?: string;
}

/** A state of one identifier or of two over time: a succession, a phone in two hands, an id in two places. */
export interface Finding {
  /** Stays the same from run to run while the state is about the same identifiers. */
  readonly finding: string;
  readonly kind: FindingKind;
  readonly probability: number;
  /** Pseudonyms as they were before this state joined anything. */
  readonly person_a: string;
  readonly person_b: string | null;
  /** In clear for published research data only, else null. */
  readonly identifier_a: string | null;
  readonly identifier_b: string | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly record_count: number;
  /** The first of the records behind it. */
  readonly records: readonly string[];
  /** In words, each part with its weight in nats. */
  readonly evidence: string;
  readonly weights: readonly EvidenceLine[];
  /** True where the two are one person because of it. */
  readonly joined: boolean;
}

export interface FindingsQuery {
  readonly kind?: FindingKind;
  /** A run other than the newest. */
  readonly runId?: string;
}

export interface Findings {
  readonly runId: string;
  readonly asOf: number;
  readonly rows: readonly Finding[];
  readonly notices: readonly string[];
}

export interface IdentityDecisionRequest {
  readonly finding: string;
  readonly decision: 'same' | 'not_same';
  readonly reason: string;
  /** Who decides. */
  readonly by?: string;
}

/** A decision about two persons, each named by a pseudonym or by a record of theirs. */
export interface SamenessRequest {
  readonly a: string;
  readonly b: string;
  readonly decision: 'same' | 'not_same';
  readonly by: string;
  readonly reason: string;
}

/** A decision in force, without the identifiers it is about. */
export interface IdentityDecisionView {
  readonly decision: 'same' | 'not_same';
  readonly person_a: string;
  readonly person_b: string;
  readonly by: string | null;
  readonly at: number;
  readonly reason: string;
}

export interface DecisionReceipt {
  readonly finding: string;
  readonly decision: 'same' | 'not_same';
  readonly at: number;
  readonly notices: readonly string[];
}

/** Why two pseudonyms, or the persons of two records, are one, or are not: a weight a line, in bits. */
export interface Sameness {
  readonly a: string;
  readonly b: string;
  /** The persons behind them, as pseudonyms; null where nobody is known. */
  readonly person_a: string | null;
  readonly person_b: string | null;
  readonly same: boolean;
  readonly lines: readonly SamenessLine[];
}

/** Why two people are a contact, or why not: a line a channel (and direction). */
export interface ContactWhy {
  readonly runId: string;
  readonly asOf: number;
  /** Pseudonyms. */
  readonly a: string;
  readonly b: string;
  readonly contact: boolean;
  /** Of the fused edge; 0 where there is none. */
  readonly weight: number;
  readonly lines: readonly (Omit<ChannelAnswer, 'from' | 'to'> & { readonly from: string; readonly to: string })[];
}

export interface SamenessLine extends EvidenceLine {
  // `weight` is in bits here: log2 odds.
  /** The finding it comes from, where there is one. */
  readonly finding: string | null;
}

export interface Engine {
  ingest(folder: string, options?: IngestOptions): Promise<IngestReport>;
  /** `asOf`: epoch seconds; default the newest record. */
  run(options?: { readonly asOf?: number }): Promise<RunReport>;
  rank(query: RankQuery): Promise<Ranking>;
  /** Undefined when the person is not within the hop limit of an established case. */
  person(pseudonym: string): Promise<PersonView | undefined>;
  /** A person's features against the peers of the area; undefined as for `person`. */
  features(pseudonym: string): Promise<FeaturesView | undefined>;
  /** The k best paths between two people with the records along them; undefined as for `person`, for either end. */
  paths(query: PathQuery): Promise<PathsView | undefined>;
  /** What is around a person as a graphology graph; undefined as for `person`. */
  neighbourhood(query: NeighbourhoodQuery): Promise<NeighbourhoodView | undefined>;
  evaluate(options: EvaluateOptions): Promise<EvaluationMetrics>;
  /** Features and true roles of everybody in reach, established people left out; for training on synthetic worlds. */
  trainingSet(options: { readonly truth: string; readonly group: string }): Promise<TrainingSet>;
  /** Learns from the home's established and cleared people; writes a challenger where that clearly helped. */
  train(command?: TrainCommand): Promise<TrainReport>;
  /** A challenger's scores beside the champion's; nothing is ranked or pushed. Default: the newest challenger. */
  shadow(model?: string): Promise<ShadowReport>;
  /** Proposes a champion (`by`, `why`) or approves what another person proposed (`approveBy`). */
  promote(command: PromoteCommand): Promise<PromotionReport>;
  /** Back to the champion before, in one move. */
  rollback(by: string, why: string): Promise<PromotionReport>;
  /** Card and gates of a model; default the champion. */
  card(model?: string): Promise<CardReport>;
  /** The people of the newest run against those of the training. */
  drift(model?: string): Promise<DriftReport>;
  /** `month` as YYYY-MM; default the month of `now`. */
  monthly(month?: string): Promise<MonthlyReport>;
  /** States of identifiers with probability and records: successions, shared phones, impossible journeys. */
  findings(query?: FindingsQuery): Promise<Findings>;
  /** A human decision that two are, or are not, one person; no later run overrides it. */
  decideIdentity(request: IdentityDecisionRequest): Promise<DecisionReceipt>;
  /** The same about two persons that no finding names. */
  decideSameness(request: SamenessRequest): Promise<DecisionReceipt>;
  /** Every decision in force, newest first. */
  identityDecisions(): Promise<readonly IdentityDecisionView[]>;
  /** `a` and `b`: record ids or pseudonyms. */
  whySame(a: string, b: string): Promise<Sameness>;
  /** Leads, rights, disclosures, the log: everything that people decide. */
  readonly oversight: Oversight;
  /** Why two pseudonyms are a contact, or why not; one of them has to be in the newest ranking. */
  whyContact(a: string, b: string): Promise<ContactWhy>;
  status(): Promise<Status>;
  close(): void;
}
