export { overdueSeconds } from './endpoint-desk.ts';
export { batchesLearnt } from './learnt-from.ts';
export { openOversight } from './oversight.ts';
export type { Oversight, ProposeOptions, ProposeOutcome, VerifyRequest } from './oversight-types.ts';
export { type Restored, restoreLedger } from './restore.ts';
export { openUploads, type Upload, type UploadShape, type Uploads } from './uploads.ts';
