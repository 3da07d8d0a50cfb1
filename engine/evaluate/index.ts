export type { EvaluationMetrics, RoleMetrics } from './types.ts';
