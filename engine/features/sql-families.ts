import type { ColumnTable, Lake } from '../lake/index.ts';
import { calls } from './calls.ts';
import type { SqlFamily } from './family.ts';
import { checkpoints, travel } from './movement.ts';
import { parcelsReceived, parcelsSent } from './parcels.ts';
import { places } from './places.ts';
import { rhythm } from './rhythm.ts';
import { type Columns, type Part, untimed } from './types.ts';

const named: readonly (readonly [name: string, family: SqlFamily])[] = Object.freeze([
  ['rhythm', rhythm],
  ['places', places],
  ['travel', travel],
  ['checkpoints', checkpoints],
  ['parcels sent', parcelsSent],
  ['parcels received', parcelsReceived],
  ['calls', calls],
]);

export const sqlFamilies: readonly SqlFamily[] = Object.freeze(named.map(([, family]) => family));

/** Behaviour of each person by one grouped query a family; persons without rows keep NaN. */
export async function behaviour(
  lake: Lake,
  persons: number,
  days: number,
  utcOffsetSeconds: number,
  part: Part = untimed,
): Promise<Columns> {
  const result: Columns = new Map();
  for (const [title, family] of named) {
    const grouped = (): Promise<ColumnTable> => lake.columns(queryOf(family, days, utcOffsetSeconds));
    const table = await part(title, grouped, ({ rows }) => rows);
    const person = table.columns.person?.values as Int32Array;
    for (const { name } of family.features) {
      const column = table.columns[name];
      if (column?.kind !== 'float64') throw new TypeError(`feature ${name} did not come as a number`);
      result.set(name, scatter(persons, person, column.values, column.valid));
    }
  }
  return result;
}

function queryOf({ from, features }: SqlFamily, days: number, utcOffsetSeconds: number): string {
  const aggregates = features.map(({ name, sql }) => `cast(${sql} as DOUBLE) as ${name}`).join(', ');
  return `select person, ${aggregates} from (${from}) as seen group by person order by person`
    .replaceAll('$days', String(days))
    .replaceAll('$offset', String(utcOffsetSeconds));
}

function scatter(persons: number, person: Int32Array, values: Float64Array, valid: Uint8Array): Float32Array {
  const column = new Float32Array(persons).fill(NaN);
  for (let i = 0; i < person.length; i++) if (valid[i] === 1) column[person[i] as number] = values[i] as number;
  return column;
}
