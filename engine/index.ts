/** The one door of the engine. */
export { type GraphReport, graphMeasures, type MeasureOptions, measureGraph } from './graph/index.ts';
export { type ErrorKind, ExcavatorError, type Fault } from './kernel/errors.ts';
export type { Progress } from './types.ts';
