export { type Enrolled, enrolLookalikes } from './enrol.ts';
export { lookalikeNames } from './kinds.ts';
export { runLookalikes } from './run.ts';
