export { decisionsPrint, readDecisions, writeDecision } from './decisions.ts';
export { dropLifetimes, findLifetimes } from './find.ts';
export {
  type EvidenceLine,
  type FindingKind,
  findingKinds,
  type IdentifierState,
  type IdentityDecision,
  type IdentityLink,
  type Lifetimes,
} from './types.ts';
export { type StoredFinding, writeFindings } from './write.ts';
