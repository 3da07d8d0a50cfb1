import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ExcavatorError } from '../../kernel/errors.ts';
import { type Lake, openLake, sql } from '../../lake/index.ts';
import { formatOf } from './edge-source.ts';
import { createScene, type Measure, type Measured, type Scene } from './measure.ts';
import { measuresNamed, timeWanted } from './measures.ts';
import { readEdgeFile } from './read-edge-file.ts';
import type { GraphReport, MeasureOptions } from './types.ts';
import { writeColumns } from './write-columns.ts';

const defaults = { seed: 1, samples: 64, threads: 2, memoryLimitMb: 2048 } as const;
/** Edge ends that sampled measures may walk without being asked: a few seconds. */
const freeSteps = 2e8;

/**
 * Measures anybody's edge list: reads CSV or Parquet, writes `id` and the columns of each measure in the
 * order of the ids' text. The same file, options and seed give the same bytes at any number of threads.
 * @throws ExcavatorError `edge_file_*`, `measure_unknown`, `restart_*`, `measure_not_converged`, `out_folder_missing`
 */
export async function measureGraph(options: MeasureOptions): Promise<GraphReport> {
  const restart = options.restart ?? [];
  const time = timeWanted(options.measures);
  measuresNamed(options.measures, restart.length > 0, false);
  const format = formatOf(options.out, '--out');
  if (!existsSync(dirname(options.out))) throw noFolder(options.out);
  const tempDir = mkdtempSync(join(tmpdir(), 'excavator-graph-'));
  const threads = options.threads ?? defaults.threads;
  const lake = await openLake({ threads, memoryLimitMb: options.memoryLimitMb ?? defaults.memoryLimitMb, tempDir });
  try {
    const { onProgress } = options;
    onProgress?.({ step: 'read edges', done: 0, total: 1, unit: 'files' });
    const { graph, timed, ignoredColumns } = await readEdgeFile(lake, options.edges, options.directed ?? false, time);
    const measures = measuresNamed(options.measures, restart.length > 0, timed !== undefined);
    const scene = createScene(graph, {
      seed: options.seed ?? defaults.seed,
      samples: options.samples ?? Math.max(defaults.samples, Math.floor(freeSteps / (graph.order + 2 * graph.size))),
      restart: await nodesOf(lake, restart),
      resolution: options.resolution,
      timed,
      windowSeconds: options.windowSeconds,
    });
    const measured = compute(measures, scene, onProgress);
    const columns = Object.assign({}, ...measured.map((one) => one.columns));
    await writeColumns(lake, options.out, format, graph.order, columns);
    return report(options, scene, ignoredColumns, columns, measured);
  } finally {
    lake.close();
    rmSync(tempDir, { recursive: true, force: true });
  }
}

function compute(measures: readonly Measure[], scene: Scene, onProgress: MeasureOptions['onProgress']): Measured[] {
  return measures.map((measure, done) => {
    onProgress?.({ step: measure.name, done, total: measures.length, unit: 'measures' });
    return measure.compute(scene);
  });
}

function report(
  { out, directed = false }: MeasureOptions,
  { graph }: Scene,
  ignoredColumns: readonly string[],
  columns: Readonly<Record<string, unknown>>,
  measured: readonly Measured[],
): GraphReport {
  return Object.freeze({
    out,
    nodes: graph.order,
    edges: graph.size,
    directed,
    weighted: graph.out.weights !== undefined,
    loopsDropped: graph.loopsDropped,
    parallelsMerged: graph.parallelsMerged,
    ignoredColumns,
    columns: ['id', ...Object.keys(columns)],
    findings: Object.assign({}, ...measured.map((one) => one.findings ?? {})),
    notices: measured.flatMap((one) => one.notices ?? []),
  });
}

/** Numbers of ids. @throws ExcavatorError `restart_unknown`, with a count and not the ids, which may be anybody's */
async function nodesOf(lake: Lake, ids: readonly string[]): Promise<number[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const list = wanted.map(sql.text).join(', ');
  const found = await lake.rows<{ node: number }>(`select node from node where id in (${list}) order by node`);
  if (found.length === wanted.length) return found.map(({ node }) => node);
  throw new ExcavatorError({
    code: 'restart_unknown',
    kind: 'not_found',
    what: 'Some ids to start from are not in the edge list.',
    where: '--restart',
    got: `${wanted.length - found.length} of ${wanted.length} unknown`,
    expected: 'ids out of the columns source and target',
    advice: 'Check the ids; they are compared as text.',
  });
}

function noFolder(out: string): ExcavatorError {
  return new ExcavatorError({
    code: 'out_folder_missing',
    kind: 'not_found',
    what: 'The folder for the result does not exist.',
    where: `--out ${out}`,
    advice: 'Create it, or name another file.',
  });
}
