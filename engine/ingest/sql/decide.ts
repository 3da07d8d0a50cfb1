import { type TableName, tableByName } from '../../../data/schema/index.ts';
import { sql } from '../../lake/index.ts';
import { jsonObject } from './dialect.ts';
import { stageName } from './stage.ts';

/** Rows that are not accepted: position, reason, how the raw row is written, the raw row. */
export const rejectedName = 'ingest_rejected';
export const createRejected = `create or replace temp table ${rejectedName} (position BIGINT, reason INTEGER, encoding VARCHAR, raw VARCHAR)`;

/** Staged rows that nothing speaks against yet. */
const open = `(select s.* from ${stageName} s left join ${rejectedName} r on r.position = s.position where r.position is null)`;

/** Rows with a fault of their own. A raw row is kept where `kept` holds. */
export function rejectFaulty(kept: string): string {
  return `insert into ${rejectedName}
    select position, fault, case when ${kept} then 'text' else 'withheld' end, case when ${kept} then raw end
    from ${stageName} s where fault <> 0`;
}

/** Rows set aside before SQL saw them. */
export function rejectBroken(spoolRelation: string): string {
  return `insert into ${rejectedName} select position, cast(reason as integer), encoding, raw from ${spoolRelation}`;
}

/** The reasons of a row whose key is taken: it says the same as the row before, or something else. */
export interface Taken {
  readonly same: number;
  readonly other: number;
}

/** Every later row with a key of this data set; file and line decide which is first. */
export function rejectRepeated(table: TableName, reasons: Taken): string {
  const { key } = tableByName(table);
  const keys = key.map((column) => sql.name(column)).join(', ');
  return `insert into ${rejectedName}
    with open_rows as ${open},
    first_places as (select min(position) as position from open_rows group by ${keys} having count(*) > 1),
    first_rows as (select f.* from open_rows f join first_places p on p.position = f.position)
    select o.position, ${judged(table, 'f', reasons)} from open_rows o join first_rows f on ${sameIn(key, 'f')} where o.position <> f.position`;
}

/** Every row whose key an earlier batch holds. */
export function rejectEarlier(table: TableName, earlier: string, reasons: Taken): string {
  return `insert into ${rejectedName}
    select o.position, ${judged(table, 'e', reasons)} from ${open} o join ${earlier} e on ${sameIn(tableByName(table).key, 'e')}`;
}

/** Reason, encoding and raw row: a row that says something else is kept, as it was read, for a person to decide. */
function judged(table: TableName, before: string, { same, other }: Taken): string {
  const columns = Object.keys(tableByName(table).fields);
  const alike = sameIn(columns, before);
  const read = jsonObject(columns.map((column) => [column, `o.${sql.name(column)}`]));
  return `case when ${alike} then ${same} else ${other} end, case when ${alike} then 'none' else 'read' end, case when ${alike} then null else ${read} end`;
}

function sameIn(columns: readonly string[], before: string): string {
  return columns.map((column) => `${filled('o', column)} = ${filled(before, column)}`).join(' and ');
}

/** A column without null: nulls are equal to each other here. */
function filled(alias: string, column: string): string {
  const name = `${alias}.${sql.name(column)}`;
  return `coalesce(cast(${name} as varchar), '')`;
}

/** The accepted rows in the order of their key, so that the file does not depend on threads. */
export function accepted(table: TableName): string {
  const { fields, key } = tableByName(table);
  const columns = Object.keys(fields).map((column) => sql.name(column));
  return `select ${columns.join(', ')} from ${open} o order by ${key.map((column) => `${sql.name(column)} nulls first`).join(', ')}`;
}
