import type { Oversight, Uploads } from './desk/index.ts';
import type { EvaluationMetrics } from './evaluate/index.ts';
import type {
  ContactWhy,
  DecisionReceipt,
  Findings,
  FindingsQuery,
  IdentityDecisionRequest,
  IdentityDecisionView,
  Sameness,
  SamenessRequest,
} from './identity-types.ts';
import type { IngestReport, ParquetMost } from './ingest/index.ts';
import type { LakeSettings } from './lake/index.ts';
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
import type {
  FeaturesView,
  NeighbourhoodQuery,
  NeighbourhoodView,
  PathQuery,
  PathsView,
  PersonView,
} from './person-types.ts';
import type { RankChanges, RankChangesQuery, RunCheck, RunInputs, RunPlan } from './run-types.ts';
import type {
  BatchView,
  PathGraphView,
  PlacesView,
  ReadAhead,
  TiesQuery,
  TiesView,
  TimelineQuery,
  TimelineView,
} from './views/index.ts';

export type * from './identity-types.ts';
export type * from './person-types.ts';
export type * from './run-types.ts';
export type * from './views/index.ts';
export type { BatchView };

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
  /** Where resolve, contacts and features run; default what `lake.json` in the home says, else DuckDB in this process. */
  readonly lake?: LakeSettings;
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
  /** Of all threads of the process, those of the SQL engine too; runs of former versions did not write it down. */
  readonly processorSeconds?: number;
  /** Highest resident memory of the process seen up to the end of the step. */
  readonly peakResidentMb: number;
  readonly rows?: number;
  /** Size of what the step keeps on disk, where it keeps anything. */
  readonly bytes?: number;
  /** True when the result of an earlier run with the same inputs was taken. */
  readonly reused: boolean;
  /** What parts of the step took, where it has some. */
  readonly parts?: readonly PartUse[];
}

/** Time and memory of one part of a step. */
export interface PartUse {
  readonly part: string;
  readonly seconds: number;
  readonly processorSeconds?: number;
  readonly peakResidentMb: number;
  readonly rows?: number;
}

export interface RunReport {
  readonly runId: string;
  readonly asOf: number;
  readonly model: string;
  /** What it read; runs of former versions did not write it down. */
  readonly inputs?: RunInputs;
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
  /** Bounds for Parquet files from somebody else's machine; default none. */
  readonly parquetMost?: ParquetMost;
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

export interface Engine {
  /** The same engine, whose looks and works are entered in the log under this account. */
  as(account: string): Engine;
  ingest(folder: string, options?: IngestOptions): Promise<IngestReport>;
  /** Batches that came in, newest first. */
  batches(): Promise<readonly BatchView[]>;
  /** Files from elsewhere on their way to `ingest`. */
  readonly uploads: Uploads;
  /** `asOf`: epoch seconds; default the newest record. */
  run(options?: { readonly asOf?: number }): Promise<RunReport>;
  /** What `run` would compute, what it would take as it is, and why. */
  planRun(options?: { readonly asOf?: number }): Promise<RunPlan>;
  /** Computes the newest run from nothing and compares; nothing is recorded but that it was done. */
  checkRun(): Promise<RunCheck>;
  rank(query: RankQuery): Promise<Ranking>;
  /** Who came, rose, fell and left since an earlier run, and why. */
  rankChanges(query: RankChangesQuery): Promise<RankChanges>;
  /** Undefined when the person is not within the hop limit of an established case. */
  person(pseudonym: string): Promise<PersonView | undefined>;
  /** A person's features against the peers of the area; undefined as for `person`. */
  features(pseudonym: string): Promise<FeaturesView | undefined>;
  /** The k best paths between two people with the records along them; undefined as for `person`, for either end. */
  paths(query: PathQuery): Promise<PathsView | undefined>;
  /** The same as one small graph. */
  pathGraph(query: PathQuery): Promise<PathGraphView | undefined>;
  /** What is around a person as a graphology graph; undefined as for `person`. */
  neighbourhood(query: NeighbourhoodQuery): Promise<NeighbourhoodView | undefined>;
  /** A person's contacts, strongest first, page by page, with the contacts among them; undefined as for `person`. */
  ties(query: TiesQuery): Promise<TiesView | undefined>;
  /** What the records hold of a person; undefined as for `person`. */
  timeline(query: TimelineQuery): Promise<TimelineView | undefined>;
  /** Places of the records, coarse, for a map. */
  places(): Promise<PlacesView>;
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
  /** Reads the newest run before anybody looks at it. */
  readonly readAhead: ReadAhead;
  /** Why two pseudonyms are a contact, or why not; one of them has to be in the newest ranking. */
  whyContact(a: string, b: string): Promise<ContactWhy>;
  status(): Promise<Status>;
  close(): void;
}
