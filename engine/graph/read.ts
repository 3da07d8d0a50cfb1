import { channels } from '../config/index.ts';
import { nextPlaces, putAt } from '../kernel/by-channel.ts';
import { buildCsr, type Csr } from '../kernel/csr.ts';
import { type ColumnTable, type Lake, sql } from '../lake/index.ts';

/** Contacts of all channels as parallel arrays, channel by channel and within one by a and b. */
export interface FlatContacts {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly channel: Uint8Array;
  readonly meetings: Float64Array;
  /** log10 of the share of false discoveries at which the contact still passes. */
  readonly log10Q: Float64Array;
  /** -log10 p, at least 0. */
  readonly surprise: Float32Array;
  /** Convoys only, else NaN: |mean lag| / (|mean lag| + its spread), 1 when one keeps the same distance behind the other. */
  readonly lagSteadiness: Float32Array;
}

/** The fused graph of `edge.parquet`; weights in meetings-equivalents. */
export async function readGraph(lake: Lake, persons: number, edgeFile: string): Promise<Csr> {
  const table = await lake.columns(`select a, b, weight_micro from ${sql.parquet([edgeFile])} order by a, b`);
  const weights = numbers(table, 'weight_micro').map((micro) => Math.max(micro, 1) / 1e6);
  return buildCsr(persons, integers(table, 'a'), integers(table, 'b'), weights);
}

/** Contacts read at a time: enough to be quick, few enough that a copy of them does not matter. */
const readAtOnce = 1_000_000;

/**
 * The contacts of `contact.parquet`, which lies in the order of a, b and channel: read stretch by stretch, so that nothing
 * is sorted and held as a whole but the result.
 */
export async function readContacts(lake: Lake, contactFile: string): Promise<FlatContacts> {
  const from = sql.parquet([contactFile]);
  const counts = await lake.rows<{ channel: string; n: number; last: number }>(
    `select channel, cast(count(*) as BIGINT) as n, max(a) as last from ${from} group by channel`,
  );
  const sizes = channels.map((channel) => counts.find((one) => one.channel === channel)?.n ?? 0);
  const rows = sizes.reduce((sum, n) => sum + n, 0);
  const last = counts.reduce((most, one) => Math.max(most, one.last), -1);
  const result = {
    a: new Int32Array(rows),
    b: new Int32Array(rows),
    channel: new Uint8Array(rows),
    meetings: new Float64Array(rows),
    log10Q: new Float64Array(rows),
    surprise: new Float32Array(rows),
    lagSteadiness: new Float32Array(rows),
  };
  const cursor = Int32Array.from(sizes, (_, c) => sizes.slice(0, c).reduce((sum, n) => sum + n, 0));
  const stretch = Math.ceil((last + 1) / Math.ceil((2 * rows) / readAtOnce));
  for (let first = 0; first <= last; first += stretch)
    take(result, cursor, await lake.columns(stretchQuery(from, first, first + stretch)));
  return result;
}

const channelNumber = `case channel ${channels.map((channel, i) => `when '${channel}' then ${i}`).join(' ')} end`;

const stretchQuery = (from: string, first: number, end: number): string =>
  `select a, b, ${channelNumber} as channel, meetings, log10_q, 0 - log10_p as surprise,
     abs(lag_mean_s) / nullif(abs(lag_mean_s) + lag_spread_s, 0) as steadiness
   from ${from} where a >= ${first} and a < ${end} order by a, b, channel`;

/** Puts a stretch behind what is there of each channel. */
function take(to: FlatContacts, cursor: Int32Array, table: ColumnTable): void {
  const columns = {
    a: integers(table, 'a'),
    b: integers(table, 'b'),
    channel: integers(table, 'channel'),
    meetings: numbers(table, 'meetings'),
    log10Q: numbers(table, 'log10_q'),
    surprise: numbers(table, 'surprise'),
    lagSteadiness: orNaN(table, 'steadiness'),
  };
  const places = nextPlaces(columns.channel, cursor);
  for (const [name, values] of Object.entries(columns)) putAt(to[name as keyof FlatContacts], places, values);
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
