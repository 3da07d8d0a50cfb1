export { featureRegistry } from './features/index.ts';
export { type ErrorKind, ExcavatorError, type Fault } from './kernel/errors.ts';
export type * from './types.ts';
