import { join } from 'node:path';
import { config } from '../config/index.ts';
import type { Passages } from '../kernel/gate-passages.ts';
import { recordList } from '../kernel/record-ids.ts';
import { type SteadyLags, steadyLags } from '../kernel/steady-lags.ts';
import type { Column, Lake } from '../lake/index.ts';

const limit = config.scouts;
const daySeconds = 86400;

/**
 * Who keeps ahead of whom by minutes, journey after journey -> `scout.parquet`. How many pairs do so by chance is seen
 * where the one ahead is put a week off: the same roads, hours and habits, and nobody to follow. Reads the table `gate`.
 * @returns passages left out because too many came after them
 */
export async function writeScouts(lake: Lake, passages: Passages, persons: number, dir: string): Promise<number> {
  const at = (shiftDays: number): SteadyLags =>
    steadyLags(passages, { ...limit, persons, shiftSeconds: shiftDays * daySeconds });
  const found = at(0);
  const byChance = limit.shiftDays.map((days) => whole(at(days).legs, passages.at, Math.abs(days) * daySeconds));
  const probability = scoutProbability(found.legs, byChance);
  const told = [...found.legs.keys()].filter((k) => (probability[k] as number) >= limit.reportFrom);
  const records = await recordsOf(lake, passages, found, told);
  const count = (of: (k: number) => number): Column => ({
    kind: 'int32',
    values: Int32Array.from(told, of),
    valid: new Uint8Array(told.length).fill(1),
  });
  const real = (of: (k: number) => number): Column => ({
    kind: 'float64',
    values: Float64Array.from(told, of),
    valid: new Uint8Array(told.length).fill(1),
  });
  const of = (column: Int32Array | Float64Array) => (k: number) => column[k] as number;
  const meetings = (k: number): readonly [number, number] => [
    found.offsets[k] as number,
    found.offsets[k + 1] as number,
  ];
  const timeOf = (rows: Int32Array, nth: number): number => passages.at[rows[nth] as number] as number;
  await lake.createTable('scout', {
    rows: told.length,
    columns: {
      ahead: count(of(found.ahead)),
      behind: count(of(found.behind)),
      probability: real(of(probability)),
      journeys: count(of(found.journeys)),
      legs: count(of(found.legs)),
      gates: count(of(found.gates)),
      lag_s: real(of(found.lagSeconds)),
      spread_s: real(of(found.spreadSeconds)),
      first_at: real((k) => timeOf(found.passageAhead, meetings(k)[0])),
      last_at: real((k) => timeOf(found.passageBehind, meetings(k)[1] - 1)),
      record_count: count((k) => 2 * (meetings(k)[1] - meetings(k)[0])),
      records: {
        kind: 'text',
        values: told.map((k) => recordList(records.get(k) ?? [])),
        valid: new Uint8Array(told.length).fill(1),
      },
    },
  });
  await lake.writeParquet('select * from scout order by probability desc, ahead, behind', join(dir, 'scout.parquet'));
  await lake.run(lake.dialect.drop('scout'));
  return found.capped;
}

/** Legs as they would be if as much of the records lay over one another as without the shift. */
function whole(legs: Int32Array, at: Float64Array, shiftSeconds: number): Int32Array {
  const first = at.reduce((least, one) => Math.min(least, one), Infinity);
  const last = at.reduce((most, one) => Math.max(most, one), -Infinity);
  const left = last - first - shiftSeconds;
  return left > 0 ? legs.map((n) => Math.round((n * (last - first)) / left)) : legs;
}

/**
 * One less the share of pairs by chance among all with as many legs or more: those seen a week off, and one more so that a
 * short list is never sure (Barber & Candes 2015). More legs never make it less probable.
 */
export function scoutProbability(legs: Int32Array, byChance: readonly Int32Array[]): Float64Array {
  const most = legs.reduce((top, n) => Math.max(top, n), 0);
  const atLeast = (list: Int32Array, n: number): number => list.filter((many) => many >= n).length;
  const probability = new Float64Array(most + 1);
  for (let n = 1; n <= most; n++) {
    const chance = byChance.reduce((sum, list) => sum + atLeast(list, n), 1) / byChance.length;
    probability[n] = Math.max(probability[n - 1] as number, 1 - chance / atLeast(legs, n));
  }
  return Float64Array.from(legs, (n) => probability[n] as number);
}

/** The first record ids of each pair told of, of the one ahead and the one behind in turn. */
async function recordsOf(
  lake: Lake,
  { person, gate, at }: Passages,
  { offsets, passageAhead, passageBehind }: SteadyLags,
  told: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const wanted = told.flatMap((pair) => {
    const end = Math.min(offsets[pair + 1] as number, (offsets[pair] as number) + limit.recordsKept / 2);
    const rows: { pair: number; row: number }[] = [];
    for (let nth = offsets[pair] as number; nth < end; nth++)
      rows.push({ pair, row: passageAhead[nth] as number }, { pair, row: passageBehind[nth] as number });
    return rows;
  });
  const records = new Map<number, string[]>();
  if (wanted.length === 0) return records;
  const valid = new Uint8Array(wanted.length).fill(1);
  const number = (of: (one: (typeof wanted)[number], i: number) => number): Column => ({
    kind: 'int32',
    values: Int32Array.from(wanted, of),
    valid,
  });
  await lake.createTable('scout_passage', {
    rows: wanted.length,
    columns: {
      place: number((_, i) => i),
      person: number(({ row }) => person[row] as number),
      gate: number(({ row }) => gate[row] as number),
      passed_at: { kind: 'float64', values: Float64Array.from(wanted, ({ row }) => at[row] as number), valid },
    },
  });
  const rows = await lake.rows<{ place: number; record_id: string }>(
    `select m.place, min(p.record_id) as record_id
     from scout_passage m join gate g on g.gate = m.gate
     join passage p on p.place_id = g.place_id and coalesce(p.direction, '') = g.side and p.person = m.person
       and p.passed_at = cast(m.passed_at as BIGINT)
     group by m.place order by m.place`,
  );
  await lake.run(lake.dialect.drop('scout_passage'));
  for (const { place, record_id } of rows) {
    const { pair } = wanted[place] as (typeof wanted)[number];
    records.set(pair, [...(records.get(pair) ?? []), record_id]);
  }
  return records;
}
