import { type Lake, sql } from '../lake/index.ts';
import { orderByScore } from './order.ts';
import type { Candidates, RankRole, RoleScores } from './types.ts';

/** One row of a stored ranking; `index` is the person's number within its resolve folder. */
export interface StoredRow {
  readonly rank: number;
  readonly index: number;
  readonly person: string;
  readonly area_id: string | null;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly facts: number;
  readonly hops: number;
}

/**
 * Orders each role's candidates and writes all of them to one file, role by role in rank order.
 * @param personFile `person.parquet` of resolve: pseudonym and area
 */
export async function writeRanking(
  lake: Lake,
  personFile: string,
  candidates: Candidates,
  scores: readonly RoleScores[],
  file: string,
): Promise<void> {
  const size = candidates.person.length;
  const rows = size * scores.length;
  const int = (): Int32Array => new Int32Array(rows);
  const float = (): Float64Array => new Float64Array(rows);
  const filled = { role: int(), rank: int(), index: int(), facts: int(), hops: int() };
  const scored = { score: float(), low: float(), high: float() };
  for (const [role, one] of scores.entries()) {
    const order = orderByScore(candidates, one);
    for (let rank = 0; rank < size; rank++) {
      const at = role * size + rank;
      const from = order[rank] as number;
      filled.role[at] = role;
      filled.rank[at] = rank + 1;
      filled.index[at] = candidates.person[from] as number;
      filled.facts[at] = candidates.facts[from] as number;
      filled.hops[at] = candidates.hops[from] as number;
      scored.score[at] = one.score[from] as number;
      scored.low[at] = one.low[from] as number;
      scored.high[at] = one.high[from] as number;
    }
  }
  const valid = new Uint8Array(rows).fill(1);
  const integers = Object.entries(filled).map(([name, values]) => [name, { kind: 'int32' as const, values, valid }]);
  const floats = Object.entries(scored).map(([name, values]) => [name, { kind: 'float64' as const, values, valid }]);
  await lake.createTable('ranked', { rows, columns: Object.fromEntries([...integers, ...floats]) });
  const names = scores.map(({ role }, i) => `when ${i} then ${sql.text(role)}`).join(' ');
  await lake.writeParquet(
    `select case r.role ${names} end as role, r.rank, r."index", p.pseudonym as person, p.area_id, r.score, r.low, r.high, r.facts, r.hops
     from ranked r join ${sql.parquet([personFile])} p on p.person = r."index" order by r.role, r.rank`,
    file,
  );
  await lake.run('drop table ranked');
}

/** One role of a stored ranking in rank order. */
export async function readRanking(lake: Lake, file: string, role: RankRole): Promise<readonly StoredRow[]> {
  return lake.rows<StoredRow & Record<string, string | number | null>>(
    `select rank, "index", person, area_id, score, low, high, facts, hops from ${sql.parquet([file])}
     where role = ${sql.text(role)} order by rank`,
  );
}
