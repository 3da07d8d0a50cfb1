import type { Lake } from '../lake/index.ts';
import { calls } from './calls.ts';
import type { SqlFamily } from './family.ts';
import { checkpoints, travel } from './movement.ts';
import { parcelsReceived, parcelsSent } from './parcels.ts';
import { places } from './places.ts';
import { rhythm } from './rhythm.ts';

export const sqlFamilies: readonly SqlFamily[] = Object.freeze([
  rhythm,
  places,
  travel,
  checkpoints,
  parcelsSent,
  parcelsReceived,
  calls,
]);

/** Behaviour of each person by one grouped query a family; persons without rows keep NaN. */
export async function behaviour(
  lake: Lake,
  persons: number,
  days: number,
  utcOffsetSeconds: number,
): Promise<Map<string, Float32Array>> {
  const result = new Map<string, Float32Array>();
  for (const family of sqlFamilies) {
    const aggregates = family.features.map(({ name, sql }) => `cast(${sql} as DOUBLE) as ${name}`).join(', ');
    const query = `select person, ${aggregates} from (${family.from}) as seen group by person order by person`;
    const table = await lake.columns(
      query.replaceAll('$days', String(days)).replaceAll('$offset', String(utcOffsetSeconds)),
    );
    const person = table.columns.person?.values as Int32Array;
    for (const { name } of family.features) {
      const column = table.columns[name];
      if (column?.kind !== 'float64') throw new TypeError(`feature ${name} did not come as a number`);
      result.set(name, scatter(persons, person, column.values, column.valid));
    }
  }
  return result;
}

function scatter(persons: number, person: Int32Array, values: Float64Array, valid: Uint8Array): Float32Array {
  const column = new Float32Array(persons).fill(NaN);
  for (let i = 0; i < person.length; i++) if (valid[i] === 1) column[person[i] as number] = values[i] as number;
  return column;
}
