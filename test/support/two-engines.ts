import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TableName } from '../../data/schema/index.ts';
import { findContacts } from '../../engine/contacts/index.ts';
import { computeFeatures } from '../../engine/features/index.ts';
import { communities, FrozenGraph, readContacts, readGraph } from '../../engine/graph/index.ts';
import type { Dialect, Lake } from '../../engine/lake/index.ts';
import { openSources, readEstablished, resolve, resolvedTables } from '../../engine/resolve/index.ts';
import { farFuture, loadRows, type Rows, testKey } from './line.ts';
import { newestKept, type Step, traced } from './trace.ts';

/** The relation of every table of records, as an engine reads it. */
export type Records = (dialect: Dialect) => (table: TableName) => string | undefined;

/** Rows as Parquet files below a folder. */
export async function recordsOf(local: Lake, dir: string, rows: Rows): Promise<Records> {
  mkdirSync(dir);
  const loaded = await loadRows(local, rows);
  const file = (table: TableName): string => join(dir, `${table}.parquet`);
  for (const table of Object.keys(rows) as TableName[])
    await local.writeParquet(`select * from ${loaded(table)}`, file(table));
  return (dialect) => (table) => (rows[table] === undefined ? undefined : dialect.parquet([file(table)]));
}

/** Records -> resolve -> contacts -> features on one engine; everything any statement gave. */
export async function stepsOn(
  local: Lake,
  lake: Lake,
  kept: (table: string) => string,
  dir: string,
  records: Records,
  asOf = farFuture,
  look?: (step: Step, index: number) => void,
): Promise<readonly Step[]> {
  const { lake: noting, steps } = traced(lake, local, kept, look);
  const { dialect } = noting;
  const [open, sealed, found] = ['open', 'sealed', 'contacts'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [open, sealed, found]) mkdirSync(folder, { recursive: true });
  await openSources(noting, records(dialect), asOf);
  const { persons } = await resolve(noting, testKey, sealed, open);
  const file = (table: string): string => join(open, `${table}.parquet`);
  await findContacts(noting, file, found, () => undefined);
  for (const table of resolvedTables)
    await noting.run(dialect.view(table, `select * from ${dialect.parquet([file(table)])}`));
  await noting.run(dialect.view('identity_finding', `select * from ${dialect.parquet([file('finding')])}`));
  const graph = await readGraph(local, persons, join(found, 'edge.parquet'));
  const contacts = await readContacts(local, join(found, 'contact.parquet'));
  const { byRole } = await readEstablished(local, file('established'));
  const seeds = { user: [...byRole.user], retailer: [...byRole.retailer], supplier: [...byRole.supplier] };
  const community = communities(new FrozenGraph(graph), 1).of;
  await computeFeatures({ lake: noting, graph, contacts, community, seeds, days: 30 });
  return steps;
}

/** The same on both engines; `look` is shown each step of Spark beside that of DuckDB, and may end it all. */
export async function stepsOnBoth(
  local: Lake,
  spark: Lake,
  workDir: string,
  dir: string,
  records: Records,
  look: (spark: Step, duckdb: Step | undefined, index: number) => void,
  asOf = farFuture,
): Promise<{ readonly duckdb: readonly Step[]; readonly spark: readonly Step[] }> {
  // The same statements on both: what DuckDB is spared by loops of the kernel is SQL here too.
  const asSql = { ...local, dialect: { ...local.dialect, inProcess: false } };
  const duckdb = await stepsOn(local, asSql, (table) => table, join(dir, 'duckdb'), records, asOf);
  const seen = (step: Step, index: number): void => look(step, duckdb[index], index);
  const kept = (): string => newestKept(workDir);
  return { duckdb, spark: await stepsOn(local, spark, kept, join(dir, 'spark'), records, asOf, seen) };
}
