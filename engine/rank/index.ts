export { candidates } from './candidates.ts';
export { orderByScore } from './order.ts';
export { readRanking, type StoredRow, writeRanking } from './store.ts';
export type { Candidates, RankRole, RoleScores } from './types.ts';
