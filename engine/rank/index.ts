export { candidates } from './candidates.ts';
export { orderByScore } from './order.ts';
export type { Candidates, RankRole, RoleScores } from './types.ts';
