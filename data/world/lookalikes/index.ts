export { type Enrolled, enrolLookalikes } from './enrol.ts';
export { likeOf, lookalikeNames } from './kinds.ts';
export { runLookalikes } from './run.ts';
