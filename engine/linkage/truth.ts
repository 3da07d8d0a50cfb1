import type { Lake } from '../lake/index.ts';
import { findColumn, type Source } from './read.ts';
import type { TruthReport } from './types.ts';

/** Step `true_person` (rec, person): the truth column by record number; empty cells are nobody's pair. */
export async function readTruth(lake: Lake, sources: readonly Source[], truth: string): Promise<void> {
  const parts = sources.map((source, s) => {
    const column = findColumn(source.columns, truth, source.file, 'truth');
    return `select n.rec, n.src, s.c${column} as person from source_${s} s
      join normal n on n.src = ${s} and n.id = s.c${source.idColumn} where s.c${column} is not null`;
  });
  await lake.run(`create or replace temp table true_person as ${parts.join(' union all ')}`);
}

/** Pairwise precision, recall and F1 of `linked_pair` (a, b, match) against the truth. */
export async function measureTruth(lake: Lake, two: boolean): Promise<TruthReport> {
  const pairsOf = two ? 'l * r' : 'n * (n - 1) // 2';
  const [all] = await lake.rows<{ n: number | null }>(`
    select cast(sum(${pairsOf}) as DOUBLE) as n from (
      select person, count(*) as n, cast(sum(1 - src) as BIGINT) as l, cast(sum(src) as BIGINT) as r
      from true_person group by person) as counted`);
  const [found] = await lake.rows<{ n: number; hits: number | null }>(`
    select count(*) as n, cast(sum(case when x.person = y.person then 1 else 0 end) as BIGINT) as hits
    from linked_pair p left join true_person x on x.rec = p.a left join true_person y on y.rec = p.b where p.match`);
  const truePairs = all?.n ?? 0;
  const foundPairs = found?.n ?? 0;
  const rightPairs = found?.hits ?? 0;
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    truePairs,
    foundPairs,
    rightPairs,
    precision: share(rightPairs, foundPairs),
    recall: share(rightPairs, truePairs),
    f1: share(2 * rightPairs, foundPairs + truePairs),
  };
}
