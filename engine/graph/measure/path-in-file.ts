import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExcavatorError } from '../../kernel/errors.ts';
import { timePath } from '../../kernel/time-path.ts';
import { type Lake, openLake, sql } from '../../lake/index.ts';
import { waysBetween } from '../paths.ts';
import { type EdgeFile, readEdgeFile } from './read-edge-file.ts';
import type { FilePath, PathOptions, PathReport } from './types.ts';

const defaults = { k: 1, threads: 2, memoryLimitMb: 2048 } as const;

/**
 * Paths between two ids of anybody's edge list: the k best by hops or by weight (an edge costs 1 / weight), or one
 * along which every edge is later than the one before it and that arrives first (Wu et al. 2014).
 * @throws ExcavatorError `edge_file_*`, `edge_time_missing`, `path_end_unknown`, `path_option_refused`
 */
export async function pathInFile(options: PathOptions): Promise<PathReport> {
  const { timeRespecting = false, k = defaults.k, by = 'hops' } = options;
  if (timeRespecting && (k !== 1 || by !== 'hops')) throw oneInTime();
  const tempDir = mkdtempSync(join(tmpdir(), 'excavator-path-'));
  const { threads = defaults.threads, memoryLimitMb = defaults.memoryLimitMb } = options;
  const lake = await openLake({ threads, memoryLimitMb, tempDir });
  try {
    const file = await readEdgeFile(lake, options.edges, options.directed ?? false, timeRespecting ? 'yes' : 'no');
    const from = await nodeOf(lake, options.from, '--from');
    const to = await nodeOf(lake, options.to, '--to');
    const found = timeRespecting ? inTime(file, from, to) : waysBetween(file.graph, from, to, k, by).map(plain);
    const nodes = [...new Set(found.flatMap((path) => path.nodes))];
    const ids = await idsOf(lake, nodes);
    const paths = found.map(({ nodes, ...path }) => ({ ids: nodes.map((node) => ids.get(node) ?? ''), ...path }));
    return Object.freeze({ from: options.from, to: options.to, directed: options.directed ?? false, paths });
  } finally {
    lake.close();
    rmSync(tempDir, { recursive: true, force: true });
  }
}

type NumberedPath = Omit<FilePath, 'ids'> & { readonly nodes: readonly number[] };

const plain = ({ nodes, weights, cost }: ReturnType<typeof waysBetween>[number]): NumberedPath => ({
  nodes,
  weights,
  cost,
});

/** The path that arrives first; from a node to itself there is none. */
function inTime({ timed }: EdgeFile, from: number, to: number): NumberedPath[] {
  const edges = timed === undefined || from === to ? undefined : timePath(timed, from, to);
  if (timed === undefined || edges === undefined) return [];
  const nodes = [from, ...edges.map((edge) => timed.targets[edge] as number)];
  return [{ nodes, seconds: edges.map((edge) => timed.seconds[edge] as number), cost: edges.length }];
}

async function nodeOf(lake: Lake, id: string, option: string): Promise<number> {
  const [found] = await lake.rows<{ node: number }>(`select node from node where id = ${sql.text(id)}`);
  if (found !== undefined) return found.node;
  throw new ExcavatorError({
    code: 'path_end_unknown',
    kind: 'not_found',
    what: 'One end of the path is not in the edge list.',
    where: option,
    expected: 'an id out of the columns source and target',
    advice: 'Check the id; ids are compared as text.',
  });
}

async function idsOf(lake: Lake, nodes: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (nodes.length === 0) return new Map();
  const rows = await lake.rows<{ node: number; id: string }>(
    `select node, id from node where node in (${nodes.join(', ')})`,
  );
  return new Map(rows.map(({ node, id }) => [node, id]));
}

function oneInTime(): ExcavatorError {
  return new ExcavatorError({
    code: 'path_option_refused',
    kind: 'usage',
    what: 'In order of time there is one best path: the one that arrives first.',
    where: '--time-respecting',
    got: '--k or --by weight beside it',
    expected: 'one or the other',
    advice: 'Leave --k and --by away, or leave --time-respecting away.',
  });
}
