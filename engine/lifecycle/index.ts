export { driftReport } from './drift.ts';
export { evaluate } from './evaluate.ts';
export { type Contributions, createContributions, createExplainer, type Explainer } from './explainer.ts';
export { modelOfRun } from './model-of-run.ts';
export { promote, rollback } from './promote.ts';
export { cardReport, monthlyReport } from './reports.ts';
export { shadow } from './shadow.ts';
export { trainLocally } from './train-local.ts';
export type * from './types.ts';
