import type { Lake } from '../lake/index.ts';
import { romanised } from './names.ts';
import type { PlannedComparison } from './plan.ts';
import type { Source } from './read.ts';

/** Writes names in Han characters as they sound, in the columns where they meet names in letters. */
export async function romaniseNames(
  lake: Lake,
  sources: readonly Source[],
  comparisons: readonly PlannedComparison[],
): Promise<void> {
  for (const comparison of comparisons) {
    if (!comparison.romanised) continue;
    for (const [s, source] of sources.entries())
      await romaniseColumn(lake, source, `c${comparison.columns[s] ?? comparison.columns[0]}`);
  }
}

async function romaniseColumn(lake: Lake, { table, columns }: Source, column: string): Promise<void> {
  const read = await lake.columns(
    `select distinct ${column} as name from ${table} where ${column} is not null order by name`,
  );
  const names = read.columns.name?.kind === 'text' ? read.columns.name.values : [];
  const valid = new Uint8Array(names.length).fill(1);
  await lake.createTable('sound', {
    rows: names.length,
    columns: {
      name: { kind: 'text', values: names, valid },
      sound: { kind: 'text', values: names.map(romanised), valid },
    },
  });
  const items = columns.map((_, i) => (`c${i}` === column ? `coalesce(x.sound, s.c${i}) as c${i}` : `s.c${i}`));
  await lake.run(`create or replace temp table romanised as
    select ${items.join(', ')} from ${table} s left join sound x on x.name = s.${column}`);
  await lake.run(`create or replace temp table ${table} as select * from romanised`);
  for (const made of ['romanised', 'sound']) await lake.run(`drop table ${made}`);
}
