export { evaluateRanking } from './evaluate-ranking.ts';
export { openTruth } from './truth.ts';
export type { EvaluationMetrics, RankingMetrics, RankingTruth, RoleMetrics } from './types.ts';
