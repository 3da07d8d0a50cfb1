export { type Established, readEstablished } from './established.ts';
export { explainPair, type PairExplained } from './explain-pair.ts';
export {
  decisionsPrint,
  type EvidenceLine,
  type FindingKind,
  findingKinds,
  type IdentityDecision,
  readDecisions,
  type StoredFinding,
  writeDecision,
} from './lifetimes/index.ts';
export { resolve } from './resolve.ts';
export { newestInstant, openSources } from './sources.ts';
export { eventTables, type Resolved, resolvedTables } from './types.ts';
