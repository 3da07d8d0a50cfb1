export { evaluateRanking } from './evaluate-ranking.ts';
export type { EvaluationMetrics, RankingMetrics, RankingTruth, RoleMetrics } from './types.ts';
