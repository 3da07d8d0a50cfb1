import { buildCsr, type Csr } from '../kernel/csr.ts';
import { type Column, type Lake, sql } from '../lake/index.ts';
import { refusal } from './faults.ts';
import { needColumns, readTable } from './read-table.ts';

export interface Edges {
  readonly graph: Csr;
  readonly notices: readonly string[];
}

/**
 * Reads the edges and joins their ends to the nodes' places in the file. An edge is undirected; without `weighted`
 * every pair counts once, however often it is listed. What cannot be used is left out, counted and said.
 * @throws ExcavatorError column_missing, edges_unknown
 */
export async function readEdges(lake: Lake, file: string, ids: readonly string[], weighted: boolean): Promise<Edges> {
  const source = await readTable(lake, file, 'edges_text');
  needColumns(source, weighted ? ['source', 'target', 'weight'] : ['source', 'target'], weighted ? ' (--weights)' : '');
  await lake.createTable('node_place', {
    rows: ids.length,
    columns: {
      id: { kind: 'text', values: ids, valid: new Uint8Array(ids.length).fill(1) },
      place: { kind: 'int32', values: Int32Array.from(ids.keys()), valid: new Uint8Array(ids.length).fill(1) },
    },
  });
  // In an order of their own: the order in which a join hands rows out must not reach a sum of weights.
  const weight = weighted ? 'try_cast(e.weight as DOUBLE)' : '1.0e0';
  const { columns, rows } = await lake.columns(
    `select a.place as source, b.place as target, cast(${weight} as DOUBLE) as weight
     from ${sql.name(source.table)} e
     left join node_place a on a.id = e.source left join node_place b on b.id = e.target
     order by 1 nulls last, 2 nulls last, 3 nulls last`,
  );
  return assemble(file, columns as Record<'source' | 'target' | 'weight', Column>, rows, ids.length, weighted);
}

function assemble(
  file: string,
  { source, target, weight }: Record<'source' | 'target' | 'weight', Column>,
  rows: number,
  order: number,
  weighted: boolean,
): Edges {
  const sources = new Int32Array(rows);
  const targets = new Int32Array(rows);
  const weights = new Float64Array(rows);
  let kept = 0;
  let strange = 0;
  let weightless = 0;
  for (let e = 0; e < rows; e++) {
    if (source.valid[e] === 0 || target.valid[e] === 0) {
      strange++;
      continue;
    }
    const heavy = weight.values[e] as number;
    if (weight.valid[e] === 0 || !(heavy > 0 && heavy < Infinity)) {
      weightless++;
      continue;
    }
    sources[kept] = source.values[e] as number;
    targets[kept] = target.values[e] as number;
    weights[kept++] = heavy;
  }
  if (strange === rows) throw allStrange(file, rows);
  const csr = buildCsr(order, sources.slice(0, kept), targets.slice(0, kept), weights.slice(0, kept));
  const graph = weighted ? csr : { ...csr, weights: new Float64Array(csr.weights.length).fill(1) };
  return { graph, notices: noticesOf(csr, rows, strange, weightless, weighted) };
}

function noticesOf(csr: Csr, rows: number, strange: number, weightless: number, weighted: boolean): readonly string[] {
  const notices: string[] = [];
  if (strange > 0)
    notices.push(`${strange} of ${rows} edges name an id that is not among the nodes (or none): they were left out.`);
  if (weightless > 0)
    notices.push(`${weightless} of ${rows} edges have a weight that is not a number above zero: they were left out.`);
  if (csr.loopsDropped > 0) notices.push(`${csr.loopsDropped} edges lead from a node to itself: they were left out.`);
  if (csr.parallelsMerged > 0) {
    const how = weighted ? 'their weights were added up' : 'they count once';
    notices.push(`${csr.parallelsMerged} edges repeat a pair of nodes: ${how}.`);
  }
  if (csr.size === 0) notices.push('No edge is left: the graph says nothing, only own columns are used.');
  return notices;
}

function allStrange(file: string, rows: number): Error {
  return refusal('edges_unknown', 'No edge joins two ids of the nodes.', {
    where: file,
    got: `${rows} edges, none of whose ends are both among the nodes`,
    expected: 'columns source and target that hold ids of the nodes file',
    advice: 'Check that both files spell the ids the same way.',
  });
}
