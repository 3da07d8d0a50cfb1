import { channels } from '../config/index.ts';
import { buildCsr, type Csr } from '../kernel/csr.ts';
import { type ColumnTable, type Lake, sql } from '../lake/index.ts';

/** Contacts of all channels as parallel arrays. */
export interface FlatContacts {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly channel: Uint8Array;
  readonly meetings: Float64Array;
  /** log10 of the share of false discoveries at which the contact still passes. */
  readonly log10Q: Float64Array;
  /** -log10 p, at least 0. */
  readonly surprise: Float64Array;
  /** Convoys only, else NaN: |mean lag| / (|mean lag| + its spread), 1 when one keeps the same distance behind the other. */
  readonly lagSteadiness: Float64Array;
}

/** The fused graph of `edge.parquet`; weights in meetings-equivalents. */
export async function readGraph(lake: Lake, persons: number, edgeFile: string): Promise<Csr> {
  const table = await lake.columns(`select a, b, weight_micro from ${sql.parquet([edgeFile])} order by a, b`);
  const weights = numbers(table, 'weight_micro').map((micro) => Math.max(micro, 1) / 1e6);
  return buildCsr(persons, integers(table, 'a'), integers(table, 'b'), weights);
}

export async function readContacts(lake: Lake, contactFile: string): Promise<FlatContacts> {
  const index = channels.map((channel, i) => `when '${channel}' then ${i}`).join(' ');
  const table = await lake.columns(
    `select a, b, case channel ${index} end as channel, meetings, log10_q, 0 - log10_p as surprise,
       abs(lag_mean_s) / nullif(abs(lag_mean_s) + lag_spread_s, 0) as steadiness
     from ${sql.parquet([contactFile])} order by a, b, channel`,
  );
  return {
    a: integers(table, 'a'),
    b: integers(table, 'b'),
    channel: Uint8Array.from(integers(table, 'channel')),
    meetings: numbers(table, 'meetings'),
    log10Q: numbers(table, 'log10_q'),
    surprise: numbers(table, 'surprise'),
    lagSteadiness: orNaN(table, 'steadiness'),
  };
}

/** Missing values as NaN. */
function orNaN(table: ColumnTable, column: string): Float64Array {
  const valid = table.columns[column]?.valid;
  return numbers(table, column).map((value, i) => (valid?.[i] === 1 ? value : NaN));
}

function integers(table: ColumnTable, column: string): Int32Array {
  const found = table.columns[column];
  if (found?.kind !== 'int32') throw new TypeError(`column ${column} is not int32`);
  return found.values;
}

function numbers(table: ColumnTable, column: string): Float64Array {
  const found = table.columns[column];
  if (found?.kind !== 'float64') throw new TypeError(`column ${column} is not float64`);
  return found.values;
}
