export type { BatchContent, FileAccount, IngestReport } from './types.ts';
