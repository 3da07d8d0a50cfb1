import { metAgain } from '../kernel/met-again.ts';
import type { Column, Lake } from '../lake/index.ts';
import type { MetAgain } from './sql/index.ts';

/**
 * Keeps the pairs of a crowd that are looked at. Where the lake is in this process they are found in flat memory: of all
 * pairs of a crowd a table is long, and nearly all of them met once. Elsewhere by the query; both give the same table.
 */
export async function keepMetAgain(lake: Lake, { table, seen, query, daysApart, partyMost }: MetAgain): Promise<void> {
  if (!lake.dialect.inProcess) {
    await lake.run(lake.dialect.keep(table, query));
    return;
  }
  const { columns } = await lake.columns(
    `select slot - 1 as occasion, person, day, cast(crowd as INTEGER) as crowd from ${seen}`,
  );
  const of = (name: string): Int32Array => (columns[name] as Column).values as Int32Array;
  const [occasion, person] = [of('occasion'), of('person')];
  const { a, b } = metAgain(
    { occasion, person, day: of('day'), crowd: of('crowd') },
    { persons: most(person) + 1, occasions: most(occasion) + 1, daysApart, partyMost },
  );
  const valid = new Uint8Array(a.length).fill(1);
  await lake.createTable(table, {
    rows: a.length,
    columns: { a: { kind: 'int32', values: a, valid }, b: { kind: 'int32', values: b, valid } },
  });
}

const most = (values: Int32Array): number => values.reduce((top, value) => Math.max(top, value), -1);
