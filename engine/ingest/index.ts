export { readBatches, sourceRelation } from './batches.ts';
export { type Code, codes } from './codes.ts';
export { type Correction, correctRow } from './correct.ts';
export { checkMap, ingest } from './ingest.ts';
export type { ParquetMost } from './parquet-bounds.ts';
export {
  type QuarantineGoing,
  quarantinedBefore,
  quarantinedOf,
  rewriteQuarantine,
} from './quarantine.ts';
export { batchPrint, type Going, goingRecords, rewriteBatches } from './rewrite.ts';
export type { BatchContent, FileAccount, IngestContext, IngestReport } from './types.ts';
