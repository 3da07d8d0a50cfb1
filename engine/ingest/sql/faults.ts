import { type Field, type TableName, tableByName } from '../../../data/schema/index.ts';
import { sql } from '../../lake/index.ts';
import type { Reasons } from '../reasons.ts';

/** Columns that say until when something holds: they may lie ahead. */
const mayLieAhead = new Set(['valid_to']);
const daySeconds = 86_400;
/** The last second of the year 9999; milliseconds since 1970 lie beyond it. */
const lastInstant = 253_402_300_799;
/** The first second of the year 1900. */
const firstInstant = -2_208_988_800;

/** Police looks that are no established fact (contract: `basis`). */
const noBasis = ['arrest', 'stop', 'search', 'stop_and_search', 'detention', 'questioning', 'suspicion', 'tip'];

/** How the staged columns of one table are written in SQL: raw value, typed value, and whether only a zone is missing. */
export interface StagedColumn {
  readonly raw: string;
  readonly typed: string;
  readonly lacksZone: string;
  /** How an instant is written, in words. */
  readonly timeWords: string;
}

type Test = readonly [condition: string, reason: number];

/** A CASE that gives a row the number of its first fault, in the order of the columns, or 0. */
export function firstFault(
  table: TableName,
  columns: Readonly<Record<string, StagedColumn>>,
  now: number,
  reasons: Reasons,
): string {
  const tests: Test[] = [];
  for (const [column, field] of Object.entries(tableByName(table).fields)) {
    const staged = columns[column];
    if (staged !== undefined) tests.push(...columnTests(table, column, field, staged, now, reasons));
  }
  tests.push(...rowTests(table, reasons));
  if (table === 'call') tests.push(['"warrant_id" is null', reasons.number('call', 'no_warrant')]);
  return `case ${tests.map(([condition, reason]) => `when ${condition} then ${reason}`).join(' ')} else 0 end`;
}

function columnTests(
  table: TableName,
  column: string,
  field: Field,
  { raw, typed, lacksZone, timeWords }: StagedColumn,
  now: number,
  reasons: Reasons,
): readonly Test[] {
  const tests: Test[] = [];
  const test = (condition: string, code: Parameters<Reasons['number']>[1], expected?: string): void => {
    tests.push([condition, reasons.number(table, code, column, expected)]);
  };
  // A call without a warrant is refused, not quarantined: see firstFault.
  if (field.required && !(table === 'call' && column === 'warrant_id')) test(`${raw} is null`, 'required_empty');
  if (field.type === 'enum') {
    if (column === 'basis')
      test(
        `lower(${typed}) in (${noBasis.map(sql.text).join(', ')})`,
        'basis_not_established',
        field.values?.join(', '),
      );
    test(
      `${typed} not in (${(field.values ?? []).map(sql.text).join(', ')})`,
      'value_not_listed',
      field.values?.join(', '),
    );
  } else if (field.type === 'instant') {
    test(`${typed} is null and ${raw} is not null and ${lacksZone}`, 'time_without_zone', timeWords);
    test(`${typed} is null and ${raw} is not null`, 'wrong_type', timeWords);
    test(
      `${typed} < ${firstInstant} or ${typed} > ${lastInstant}`,
      'out_of_bounds',
      'seconds since 1970, years 1900 to 9999',
    );
    if (!mayLieAhead.has(column)) test(`${typed} > ${now + daySeconds}`, 'future_date');
  } else if (field.type !== 'text') {
    test(`${typed} is null and ${raw} is not null`, 'wrong_type', typeWords(field));
    if (field.min !== undefined || field.max !== undefined)
      test(bounds(typed, field), 'out_of_bounds', typeWords(field));
  }
  return tests;
}

function rowTests(table: TableName, reasons: Reasons): readonly Test[] {
  const { exactlyOne, ordered } = tableByName(table);
  const one = (exactlyOne ?? []).map((group): Test => {
    const filled = group.map((column) => `case when ${sql.name(column)} is null then 0 else 1 end`).join(' + ');
    return [`${filled} <> 1`, reasons.number(table, 'exactly_one_violated', group.join(' and '))];
  });
  const order = (ordered ?? []).map(
    ([earlier, later]): Test => [
      `${sql.name(later)} < ${sql.name(earlier)}`,
      reasons.number(table, 'order_violated', later, `${earlier} or later`),
    ],
  );
  return [...one, ...order];
}

function bounds(value: string, { type, min, max }: Field): string {
  const parts: string[] = type === 'number' ? [`isnan(${value})`] : [];
  if (min !== undefined) parts.push(`${value} < ${min}`);
  if (max !== undefined) parts.push(`${value} > ${max}`);
  return `(${parts.join(' or ')})`;
}

function typeWords({ type, min, max }: Field): string {
  const words = type === 'integer' ? 'a whole number' : type === 'number' ? 'a number' : 'true or false';
  return min === undefined || max === undefined ? words : `${words} from ${min} to ${max}`;
}
