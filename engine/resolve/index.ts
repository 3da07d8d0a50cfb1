export { type Established, readEstablished } from './established.ts';
export {
  decisionsPrint,
  type EvidenceLine,
  type FindingKind,
  findingKinds,
  readDecisions,
  type StoredFinding,
  writeDecision,
} from './lifetimes/index.ts';
export { resolve } from './resolve.ts';
export { newestInstant, openSources } from './sources.ts';
export { type Resolved, resolvedTables } from './types.ts';
