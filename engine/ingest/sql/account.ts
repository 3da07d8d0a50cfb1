import { sql } from '../../lake/index.ts';
import { linesPerFile } from '../split/faults.ts';
import { rejectedName } from './decide.ts';

export const reasonName = 'ingest_reason';
export const fileName = 'ingest_file';

const fileOf = sql.floorDivision('position', linesPerFile);
const lineOf = `position % ${linesPerFile}`;

/** Rows per file and reason. */
export const rejectedPerReason = `select ${fileOf} as file, reason, count(*) as n from ${rejectedName} group by ${fileOf}, reason`;

/** The first rows of each file and reason. */
export const firstRejected = (most: number): string => `
  with placed as (select ${fileOf} as file, ${lineOf} as line, reason from ${rejectedName}),
  numbered as (select file, line, reason, row_number() over (partition by file, reason order by line) as n from placed)
  select file, line, reason from numbered where n <= ${most} order by file, line`;

/** Quarantined rows with their reason in words. */
export const quarantine = `
  with placed as (select ${fileOf} as file_index, ${lineOf} as line, reason, encoding, raw from ${rejectedName})
  select f.file, n.table_name as "table", p.line, n.column_name as "column", n.code, n.reason as reason, p.encoding, p.raw
  from placed p
  join ${reasonName} n on n.number = p.reason
  join ${fileName} f on f.number = p.file_index
  where n.outcome = 'quarantined'
  order by f.file, p.line`;

/** A small table of literals. */
export function createLiterals(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const declared = columns.map((column) => `${column} ${column === 'number' ? 'BIGINT' : 'VARCHAR'}`).join(', ');
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  const create = `create or replace temp table ${table} (${declared})`;
  return values.length === 0 ? create : `${create}; insert into ${table} values ${values.join(', ')}`;
}

function literal(value: string | number | null): string {
  return value === null ? 'null' : typeof value === 'number' ? String(value) : sql.text(value);
}
