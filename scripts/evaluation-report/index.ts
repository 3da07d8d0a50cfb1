export { writeEvaluation } from './write-evaluation.ts';
