export { rankChanges } from './changes.ts';
export { checkRun } from './check.ts';
export { planRun } from './plan.ts';
