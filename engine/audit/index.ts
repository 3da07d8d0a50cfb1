export { type Book, type Follow, type InclusionProof, openBook } from './book.ts';
export { readCheckpoints } from './checkpoint-folder.ts';
export { clockAct } from './clock-check.ts';
export { opaque } from './opaque.ts';
export { openSigner, type Signer } from './signer.ts';
export type { Act, Cell, Checkpoint, CoveredTable, Entry, Pages, Row } from './types.ts';
export { type AuditReport, verifyLog } from './verify.ts';
