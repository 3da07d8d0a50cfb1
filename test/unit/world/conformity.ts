import type { DuckDBConnection } from '@duckdb/node-api';
import { type Field, type Table, tableByName, tableNames } from '../../../data/schema/index.ts';
import { count, rows } from './open-world.ts';

/** Sentences about every row that does not fit the contract; empty where all fit. */
export async function faults(connection: DuckDBConnection): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of tableNames) {
    const table = tableByName(name);
    const columns = (await rows(connection, `describe "${name}"`)).map((row) => String(row.column_name));
    if (columns.join() !== Object.keys(table.fields).join()) found.push(`${name}: columns ${columns.join()}`);
    for (const [rule, condition] of conditions(table)) {
      const bad = await count(connection, `select count(*) from "${name}" where ${condition}`);
      if (bad > 0) found.push(`${name}: ${bad} rows break ${rule}`);
    }
    const key = table.key.map((column) => `coalesce(cast("${column}" as varchar), '')`).join(", '|', ");
    const twice = await count(connection, `select count(*) - count(distinct concat(${key})) from "${name}"`);
    if (twice > 0) found.push(`${name}: ${twice} keys twice`);
  }
  return [...found, ...(await danglers(connection))];
}

function conditions(table: Table): readonly (readonly [string, string])[] {
  const fields = Object.entries(table.fields).flatMap(([name, field]) => fieldRules(name, field));
  const ordered = (table.ordered ?? []).map(([a, b]) => [`order ${a} ${b}`, `${b} < ${a}`] as const);
  const one = (table.exactlyOne ?? []).map((group) => {
    const filled = group.map((column) => `case when "${column}" is null then 0 else 1 end`).join(' + ');
    return [`exactly one of ${group.join()}`, `${filled} <> 1`] as const;
  });
  return [...fields, ...ordered, ...one];
}

function fieldRules(name: string, field: Field): readonly (readonly [string, string])[] {
  const rules: (readonly [string, string])[] = [];
  if (field.required) rules.push([`${name} required`, `"${name}" is null or cast("${name}" as varchar) = ''`]);
  if (field.values !== undefined)
    rules.push([`${name} values`, `"${name}" not in (${field.values.map((v) => `'${v}'`).join()})`]);
  if (field.min !== undefined) rules.push([`${name} least`, `"${name}" < ${field.min}`]);
  if (field.max !== undefined) rules.push([`${name} most`, `"${name}" > ${field.max}`]);
  if (field.type === 'instant' || field.type === 'integer')
    rules.push([`${name} whole`, `try_cast("${name}" as bigint) is distinct from "${name}"`]);
  return rules;
}

const references = [
  ['lodging', 'place_id', 'hotel'],
  ['transport', 'from_place', ''],
  ['transport', 'to_place', ''],
  ['checkpoint', 'place_id', 'checkpoint'],
  ['parcel', 'from_place', 'outlet'],
  ['parcel', 'to_place', 'outlet'],
  ['call', 'caller_cell', 'cell'],
  ['call', 'callee_cell', 'cell'],
] as const;

async function danglers(connection: DuckDBConnection): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [table, column, kind] of references) {
    const fits = kind === '' ? '' : `and kind = '${kind}'`;
    const sql = `select count(*) from "${table}" where "${column}" is not null and "${column}" not in (select place_id from place where true ${fits})`;
    const bad = await count(connection, sql);
    if (bad > 0) found.push(`${table}.${column}: ${bad} point at no ${kind || 'place'}`);
  }
  for (const table of ['subscription', 'vehicle']) {
    const bad = await count(connection, `select count(*) from ${table} where id_no not in (select id_no from person)`);
    if (bad > 0) found.push(`${table}.id_no: ${bad} are in no register`);
  }
  return found;
}
