import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Row, type TableName, tableByName } from '../../data/schema/index.ts';
import { type Cell, type Lake, sql } from '../../engine/lake/index.ts';
import { openSources, resolve, resolvedTables } from '../../engine/resolve/index.ts';

/** Rows of the contract's tables; what is left out of a row is empty. */
export type Rows = { readonly [N in TableName]?: readonly Partial<Row<N>>[] };

export const testKey = Buffer.alloc(32, 5);
/** Later than every instant of the tests. */
export const farFuture = 4_000_000_000;

const sqlTypes = {
  text: 'VARCHAR',
  enum: 'VARCHAR',
  instant: 'BIGINT',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
} as const;

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return typeof value === 'string' ? sql.text(value) : String(value);
}

/** Puts rows into tables `raw_<table>` and gives the relation of each, as the pipeline does. */
export async function loadRows(lake: Lake, rows: Rows): Promise<(table: TableName) => string | undefined> {
  for (const [table, list] of Object.entries(rows) as [TableName, readonly Record<string, unknown>[]][]) {
    const fields = Object.entries(tableByName(table).fields);
    const columns = fields.map(([name, { type }]) => `${sql.name(name)} ${sqlTypes[type]}`).join(', ');
    await lake.run(`create or replace temp table raw_${table} (${columns})`);
    const values = list.map((row) => `(${fields.map(([name]) => literal(row[name])).join(', ')})`);
    if (values.length > 0) await lake.run(`insert into raw_${table} values ${values.join(', ')}`);
  }
  return (table) => (rows[table] === undefined ? undefined : `raw_${table}`);
}

export interface ResolvedLine {
  readonly persons: number;
  readonly openDir: string;
  readonly sealedDir: string;
  tableFile(table: string): string;
  rows<R extends Readonly<Record<string, Cell>>>(table: string): Promise<R[]>;
  /** Pseudonym of the person of an identifier such as `i:1`, `p:138` or `v:A1`. */
  pseudonymOf(identifier: string): Promise<string | undefined>;
}

let made = 0;

/** Records -> events of persons in folders of their own below `dir`. */
export async function resolveRows(lake: Lake, dir: string, rows: Rows, asOf = farFuture): Promise<ResolvedLine> {
  const home = join(dir, `resolved-${++made}`);
  const [openDir, sealedDir] = [join(home, 'open'), join(home, 'sealed')];
  for (const folder of [openDir, sealedDir]) mkdirSync(folder, { recursive: true });
  await openSources(lake, await loadRows(lake, rows), asOf);
  const { persons } = await resolve(lake, testKey, sealedDir, openDir);
  const tableFile = (table: string): string => join(openDir, `${table}.parquet`);
  return {
    persons,
    openDir,
    sealedDir,
    tableFile,
    rows: (table) => lake.rows(`select * from ${sql.parquet([tableFile(table)])}`),
    pseudonymOf: async (identifier) => {
      const [row] = await lake.rows<{ pseudonym: string }>(
        `select p.pseudonym from ${sql.parquet([join(sealedDir, 'person_key.parquet')])} k
         join ${sql.parquet([tableFile('person')])} p on p.person = k.person where k.identifier = ${sql.text(identifier)}`,
      );
      return row?.pseudonym;
    },
  };
}

/** Events with the pseudonym in place of each person number, so that numbering does not show. */
export async function namedEvents(line: ResolvedLine): Promise<Record<string, Record<string, Cell>[]>> {
  const people = await line.rows<{ person: number; pseudonym: string }>('person');
  const name = new Map(people.map(({ person, pseudonym }) => [person, pseudonym]));
  const personColumns = ['person', 'sender', 'recipient', 'caller', 'callee'];
  const result: Record<string, Record<string, Cell>[]> = {};
  for (const table of resolvedTables) {
    result[table] = (await line.rows<Record<string, Cell>>(table)).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          personColumns.includes(column) && value !== null ? (name.get(value as number) ?? 'nobody') : value,
        ]),
      ),
    );
    if (table === 'person') result[table].sort((x, y) => String(x.pseudonym).localeCompare(String(y.pseudonym)));
  }
  return result;
}
