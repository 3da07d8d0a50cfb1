export { decideSameness, identityDecisions } from './decisions.ts';
export { type FindingKind, findingKinds } from './finding-kinds.ts';
export { decideIdentity, findingsOf } from './findings.ts';
export { decisionTable } from './record-decision.ts';
export { whySame } from './why-same.ts';
