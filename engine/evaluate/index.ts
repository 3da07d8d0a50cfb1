export { type EvaluationOptions, evaluateRanking } from './evaluate-ranking.ts';
export { poolWorlds, type WorldsSummary } from './pool-worlds.ts';
export { openTruth } from './truth.ts';
export type { EvaluationMetrics, RankingMetrics, RankingTruth, RoleMetrics } from './types.ts';
