/** The one door of the engine. */
export { installationRoot } from './config/index.ts';
export { openEngine } from './engine.ts';
export type { EvaluationMetrics } from './evaluate/index.ts';
export type { Feature } from './features/index.ts';
export { featureRegistry } from './features/index.ts';
export type { IngestReport } from './ingest/index.ts';
export { type ErrorKind, ExcavatorError, type Fault } from './kernel/errors.ts';
export { saveModel, type TrainingSet, trainModel } from './model/index.ts';
export * from './types.ts';
