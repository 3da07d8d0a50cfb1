export { checkWorld } from './check-world.ts';
export type { CheckOptions, Finding, Gate, WorldCheck } from './types.ts';
export { writeReport } from './write-report.ts';
