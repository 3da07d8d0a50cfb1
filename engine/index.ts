/** The one door of the engine: a home and the line over it, and the same machinery on anybody's files. */
export { installationRoot } from './config/index.ts';
export type {
  Oversight,
  ProposeOptions,
  ProposeOutcome,
  Upload,
  UploadShape,
  Uploads,
  VerifyRequest,
} from './desk/index.ts';
export { overdueSeconds, type Restored, restoreLedger } from './desk/index.ts';
export { openEngine } from './engine.ts';
export { type EvaluationMetrics, poolWorlds, type WorldsSummary } from './evaluate/index.ts';
export { type ExplainedFeature, type Feature, featureRegistry, inWords } from './features/index.ts';
export {
  type GraphReport,
  graphMeasures,
  type MeasureOptions,
  measureGraph,
  type PathOptions,
  type PathReport,
  pathInFile,
} from './graph/index.ts';
export { type FindingKind, findingKinds } from './identity/index.ts';
export { codes as ingestCodes, type FileAccount, type IngestReport } from './ingest/index.ts';
export { type ErrorKind, ExcavatorError, type Fault } from './kernel/errors.ts';
export {
  type LeadDraft,
  type LeadLine,
  type LeadPage,
  type LeadSort,
  type LeadState,
  type LeadView,
  leadPolicy,
  leadSorts,
  leadStates,
  type QueueLine,
  type Receipt,
  transitions,
  type WrongfulFlags,
} from './leads/index.ts';
export { type LearnOptions, type LearnReport, learnGraph } from './learn/index.ts';
export type {
  CardReport,
  DriftReport,
  MonthlyReport,
  PromotionReport,
  ShadowReport,
  TrainReport,
} from './lifecycle/index.ts';
export { loadFirstLook } from './line/index.ts';
export { explainPair, type LinkOptions, type LinkReport, linkRecords } from './linkage/index.ts';
export { firstColumns, saveModel, type TrainingSet, trainModel } from './model/index.ts';
export {
  type Attempt,
  type Audience,
  checkAddress,
  choosable as choosableEvents,
  type DestinationRules,
  type EventType,
  type Feed,
  type FeedEvent,
  type Letter,
  type Listener,
  type PushDesk,
  retryAfterMs,
} from './push/index.ts';
export { type Gate, prints } from './registry/index.ts';
export {
  actsOf,
  type Client,
  type Deployment,
  mayAct,
  type Principal,
  type Right,
  rights,
  type StaffRole,
  staffRoles,
  type UnitKind,
  unitKinds,
} from './rights/index.ts';
export * from './types.ts';
