import { config } from '../config/index.ts';
import { closePassages } from '../kernel/close-passages.ts';
import { convoys } from '../kernel/convoys.ts';
import {
  hoursOfHabit,
  type KeptPassages,
  keepPassages,
  type Passages,
  pairsWithinHours,
} from '../kernel/gate-passages.ts';
import { cellVisits, habitRows, habitsOf, visitsInAll } from '../kernel/habits.ts';
import type { Column, ColumnTable, Lake } from '../lake/index.ts';
import { writeScouts } from './scouts.ts';
import { type ChannelSql, sweptConvoy, toSweep } from './sql/index.ts';

const { contacts: limit } = config;

/** The channel as it stands after the sweep, and the tables that its steps read. */
export interface Swept {
  readonly sql: ChannelSql;
  readonly tables: readonly string[];
  /** Passages not looked at for who drives ahead: too many came after them. */
  readonly cappedScouts: number;
}

/**
 * The convoy channel as one sweep over flat arrays, in place of its first SQL steps; what comes out is the same to the
 * byte. Record ids stay in the lake and are looked up for those who travelled together only. Writes who drove ahead of whom
 * to `dir` on the way.
 */
export async function sweepConvoys(lake: Lake, utcOffsetSeconds: number, dir: string): Promise<Swept> {
  await lake.run(lake.dialect.keep('gate', toSweep.gate));
  const kept = keepPassages(passagesOf(await lake.columns(toSweep.passages)), {
    bucketSeconds: limit.convoyWindowSeconds,
    crowdMax: limit.convoyCrowdMax,
    utcOffsetSeconds,
  });
  const persons = most(kept.person) + 1;
  const cappedScouts = await writeScouts(lake, kept, persons, dir);
  const cells = (most(kept.gate) + 1) * hoursOfHabit;
  const close = closePassages(kept, limit.convoyWindowSeconds, cells);
  const { lagSeconds, passageA, passageB, ...met } = convoys(kept, close, {
    persons,
    tripGapSeconds: limit.tripGapSeconds,
    gatesMin: limit.convoyGatesMin,
  });
  const habits = habitRows(kept.person, kept.cell, persons);
  const seen = cellVisits(habits, cells);
  const tables = {
    convoy_met: { ...met, lag_s: lagSeconds, passage_a: passageA, passage_b: passageB },
    convoy_passage: passagesMet(kept, passageA, passageB),
    convoy_habit: habitsOf(habits, marked(persons, met.a, met.b)),
    convoy_active: visitsInAll(habits),
    convoy_cell: {
      cell: Int32Array.from(seen.visits.keys()),
      ...seen,
      pairs: pairsWithinHours(kept, cells),
      close: close.byCell,
    },
  };
  for (const [name, columns] of Object.entries(tables)) await lake.createTable(name, flatTable({ ...columns }));
  return { sql: sweptConvoy(utcOffsetSeconds, kept.capped), tables: ['gate', ...Object.keys(tables)], cappedScouts };
}

function passagesOf({ columns }: ColumnTable): Passages {
  const values = (name: string): Column['values'] => (columns[name] as Column).values;
  return {
    person: values('person') as Int32Array,
    gate: values('gate') as Int32Array,
    at: values('passed_at') as Float64Array,
  };
}

const most = (values: Int32Array): number => values.reduce((top, value) => Math.max(top, value), -1);

/** Who and when the passages of convoys were, so that the lake finds their records. */
function passagesMet(
  { person, gate, at }: KeptPassages,
  passageA: Int32Array,
  passageB: Int32Array,
): Readonly<Record<string, Int32Array | Float64Array>> {
  const met = marked(person.length, passageA, passageB);
  const passage = new Int32Array(met.reduce((sum, one) => sum + one, 0));
  for (let i = 0, next = 0; i < met.length; i++) if (met[i] === 1) passage[next++] = i;
  return {
    passage,
    person: passage.map((i) => person[i] as number),
    gate: passage.map((i) => gate[i] as number),
    passed_at: Float64Array.from(passage, (i) => at[i] as number),
  };
}

/** 1 at every number that is in one of the lists. */
function marked(size: number, ...lists: readonly Int32Array[]): Uint8Array {
  const found = new Uint8Array(size);
  for (const list of lists) for (const i of list) found[i] = 1;
  return found;
}

/** Columns without nulls; whole numbers as they are, what may be larger as doubles. */
function flatTable(columns: Readonly<Record<string, Int32Array | Float64Array>>): ColumnTable {
  const rows = Object.values(columns)[0]?.length ?? 0;
  const valid = new Uint8Array(rows).fill(1);
  const column = (values: Int32Array | Float64Array): Column =>
    values instanceof Int32Array ? { kind: 'int32', values, valid } : { kind: 'float64', values, valid };
  return {
    rows,
    columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, column(values)])),
  };
}
