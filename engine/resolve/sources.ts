import { type TableName, tableByName, tableNames } from '../../data/schema/index.ts';
import { type Lake, sql } from '../lake/index.ts';

/** The instant that decides whether a record was there on the date; registers without one are timeless. */
const dateColumn: Partial<Record<TableName, string>> = {
  lodging: 'check_in',
  transport: 'depart_at',
  checkpoint: 'passed_at',
  parcel: 'sent_at',
  call: 'started_at',
  subscription: 'valid_from',
  vehicle: 'valid_from',
  authorisation: 'valid_from',
  case_person: 'established_at',
};

/** Ends that lie after the date were not known on it. */
const laterColumns: Partial<Record<TableName, readonly string[]>> = {
  lodging: ['check_out'],
  transport: ['arrive_at'],
  parcel: ['delivered_at'],
  subscription: ['valid_to'],
  vehicle: ['valid_to'],
};

const sqlTypes = {
  text: 'STRING',
  enum: 'STRING',
  instant: 'BIGINT',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
} as const;

/**
 * One view a table, `src_<table>`, holding only what was known at `asOf` (epoch seconds).
 * A source that was never loaded is an empty view, so that the SQL below needs no cases.
 */
export async function openSources(
  lake: Lake,
  relation: (table: TableName) => string | undefined,
  asOf: number,
): Promise<void> {
  for (const table of tableNames) {
    await lake.run(lake.dialect.view(`src_${table}`, sourceQuery(table, relation(table), asOf)));
  }
}

function sourceQuery(table: TableName, relation: string | undefined, asOf: number): string {
  const fields = Object.entries(tableByName(table).fields);
  if (relation === undefined) {
    return `select ${fields.map(([column, { type }]) => `cast(null as ${sqlTypes[type]}) as ${sql.name(column)}`).join(', ')} where false`;
  }
  const later = laterColumns[table] ?? [];
  const columns = fields.map(([column]) =>
    later.includes(column) ? `case when ${column} <= ${asOf} then ${column} end as ${column}` : sql.name(column),
  );
  const date = dateColumn[table];
  return `select ${columns.join(', ')} from ${relation} as loaded${date === undefined ? '' : ` where ${date} <= ${asOf}`}`;
}

/** The newest instant of any record, or undefined when there are none. */
export async function newestInstant(
  lake: Lake,
  relation: (table: TableName) => string | undefined,
): Promise<number | undefined> {
  const parts: string[] = [];
  for (const table of ['lodging', 'transport', 'checkpoint', 'parcel', 'call', 'case_person'] as const) {
    const loaded = relation(table);
    if (loaded !== undefined) parts.push(`select max(${dateColumn[table]}) as moment from ${loaded} as loaded`);
  }
  if (parts.length === 0) return undefined;
  const [row] = await lake.rows<{ moment: number | null }>(
    `select max(moment) as moment from (${parts.join(' union all ')}) as newest`,
  );
  return row?.moment ?? undefined;
}
