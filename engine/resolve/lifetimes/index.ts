export { decisionsPrint, readDecisions, toldApart, writeDecision } from './decisions.ts';
export { dropLifetimes, findLifetimes } from './find.ts';
export {
  type EvidenceLine,
  type FindingKind,
  findingKinds,
  type IdentityDecision,
  type IdentityLink,
} from './types.ts';
export { type StoredFinding, writeFindings } from './write.ts';
