import { edgeLimit } from '../../kernel/csr.ts';
import type { ExcavatorError } from '../../kernel/errors.ts';
import { buildGraph, type FlatGraph } from '../../kernel/flat-graph.ts';
import { type TimedEdges, timedEdges } from '../../kernel/timed-edges.ts';
import type { Column, Lake } from '../../lake/index.ts';
import { refused, unreadable } from './edge-faults.ts';
import { type EdgeSource, openEdgeSource, type TimeWanted } from './edge-source.ts';
import { lineOf } from './line-of.ts';

export interface EdgeFile {
  readonly graph: FlatGraph;
  /** Every row of the file in order of time, where time was wanted and is there. */
  readonly timed: TimedEdges | undefined;
  readonly ignoredColumns: readonly string[];
}

/**
 * Reads an edge list and numbers its ids in the order of their text. Leaves the table `node` (node, id)
 * in the lake, where it may spill to disk; only the numbers come into memory.
 * @throws ExcavatorError `edge_file_*`, `edge_column_missing`, `edge_id_missing`, `edge_weight_refused`,
 *   `edge_time_missing`, `edge_time_refused`, naming column or line
 */
export async function readEdgeFile(
  lake: Lake,
  file: string,
  directed: boolean,
  time: TimeWanted = 'no',
): Promise<EdgeFile> {
  const source = await openEdgeSource(lake, file, time);
  refuseTooMany(source);
  await refuseBadRows(lake, source);
  await lake.run(`create or replace table node as
    select cast(row_number() over (order by id) - 1 as integer) as node, id
    from (select source as id from ${source.relation} union select target as id from ${source.relation}) as ids`);
  const [count] = await lake.rows<{ n: number }>('select count(*) as n from node');
  const order = count?.n ?? 0;
  const weight = source.weighted ? ', cast(e.weight as double) as weight' : '';
  const seconds = source.timed ? ', e.seconds as seconds' : '';
  const table = await lake.columns(`select s.node as a, t.node as b${weight}${seconds} from ${source.relation} as e
    join node as s on s.id = e.source join node as t on t.id = e.target ${source.timed ? 'order by seconds, a, b' : ''}`);
  const [a, b] = [integers(table.columns.a), integers(table.columns.b)];
  const weights = source.weighted ? numbers(table.columns.weight) : undefined;
  const graph = buildGraph(order, a, b, { directed, weights });
  const timed = source.timed ? timedEdges(order, a, b, numbers(table.columns.seconds), !directed) : undefined;
  return { graph, timed, ignoredColumns: source.ignoredColumns };
}

function refuseTooMany({ file, edges }: EdgeSource): void {
  if (edges < edgeLimit) return;
  throw refused('edge_file_too_large', 'resource', 'The edge file holds more edges than a graph can.', file, {
    got: `${edges} edges`,
    expected: `fewer than 2^31 (${edgeLimit})`,
    advice: 'Merge parallel edges or split the graph by component first.',
  });
}

/** Refuses what cannot be an edge: no id, no weight, a weight out of bounds, no instant. */
async function refuseBadRows(lake: Lake, source: EdgeSource): Promise<void> {
  const bad = badRow(source);
  const count = async (): Promise<number> => {
    const [found] = await lake.rows<{ n: number }>(`select count(*) as n from ${source.relation} as e where ${bad}`);
    return found?.n ?? 0;
  };
  const found = await count().catch((error: unknown) => {
    throw unreadable(source.file, error);
  });
  if (found > 0) throw await describeBad(lake, source, bad, found);
}

const noId = "source is null or target is null or source = '' or target = ''";
/** Within these bounds 2^31 weights have a finite sum, and a weight a finite reciprocal and square that are not zero. */
const weightLeast = '1e-100';
const weightMost = '1e100';
// NaN sorts above infinity in DuckDB, so the comparison refuses both.
const noWeight = `weight is null or try_cast(weight as double) is null
    or not (try_cast(weight as double) >= ${weightLeast} and try_cast(weight as double) <= ${weightMost})`;
const noTime = "seconds is null or not abs(seconds) < cast('infinity' as double)";

function badRow({ weighted, timed }: EdgeSource): string {
  return [noId, ...(weighted ? [noWeight] : []), ...(timed ? [noTime] : [])].join(' or ');
}

async function describeBad(lake: Lake, source: EdgeSource, bad: string, count: number): Promise<ExcavatorError> {
  const weight = source.weighted
    ? `cast(weight as varchar) as weight, ${noWeight} as no_weight`
    : "'' as weight, false as no_weight";
  const [first] = await lake.rows<{ record: number; no_id: boolean; no_weight: boolean; weight: string | null }>(
    `select record, ${noId} as no_id, ${weight} from
      (select row_number() over () - 1 as record, e.* from ${source.relation} as e) as numbered
      where ${bad} order by record limit 1`,
  );
  const record = first?.record ?? 0;
  const place = source.format === 'csv' ? `line ${await lineOf(source.file, record)}` : `row ${record + 1}`;
  const where = `${source.file}, ${place}${count > 1 ? ` and ${count - 1} more` : ''}`;
  const advice = 'Correct the file, or leave such rows out.';
  if (first?.no_id === true)
    return refused('edge_id_missing', 'data', 'An edge has no source or no target.', where, {
      got: 'an empty field',
      expected: 'an id in both columns',
      advice,
    });
  if (first?.no_weight === true)
    return refused('edge_weight_refused', 'data', 'An edge has a weight that no measure can use.', where, {
      got: `weight ${first.weight ?? 'missing'}`,
      expected: `a number above zero, from ${weightLeast} to ${weightMost}`,
      advice,
    });
  return refused('edge_time_refused', 'data', 'An edge has no instant, or one that could mean several.', where, {
    got: 'a time that is missing or has no offset',
    expected: 'epoch seconds, or ISO 8601 with an offset such as 2026-03-01T08:00:00+08:00',
    advice: `${advice} Measures without order of time do not read the column: name them in --measures.`,
  });
}

function integers(column: Column | undefined): Int32Array {
  return column?.kind === 'int32' ? column.values : new Int32Array(0);
}

function numbers(column: Column | undefined): Float64Array {
  return column?.kind === 'float64' ? column.values : new Float64Array(0);
}
