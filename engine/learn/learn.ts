import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLake } from '../lake/index.ts';
import { readEdges } from './read-edges.ts';
import { readNodes } from './read-nodes.ts';
import { learnClasses } from './recipe.ts';
import type { LearnOptions, LearnReport } from './types.ts';
import { checkOut, writeProbabilities } from './write-table.ts';

/**
 * Learns the labels of the nodes of an attributed graph from those of train and valid, and writes a calibrated
 * probability of every label for every node. Labels of other rows are never read. Equal files, options and seed
 * give equal bytes, whatever the threads.
 * @throws ExcavatorError where the files cannot be used; see read-nodes.ts and read-edges.ts
 */
export async function learnGraph(options: LearnOptions): Promise<LearnReport> {
  checkOut(options.out);
  const spill = mkdtempSync(join(tmpdir(), 'excavator-learn-'));
  const threads = options.threads ?? Math.min(8, availableParallelism());
  const lake = await openLake({
    // Rows of a file must come in their order; see read-table.ts.
    threads: 1,
    memoryLimitMb: options.memoryLimitMb ?? 2048,
    tempDir: spill,
  });
  const onProgress = options.onProgress ?? (() => undefined);
  try {
    onProgress({ step: 'reading', done: 0, unit: 'rows' });
    const nodes = await readNodes(lake, options.nodes);
    const edges = await readEdges(lake, options.edges, nodes.ids, options.weights ?? false);
    const { names, columns, classes, known } = nodes;
    const { probabilities, report } = await learnClasses(
      { graph: edges.graph, names, columns, classes, known },
      options.seed ?? 1,
      onProgress,
      threads,
    );
    onProgress({ step: 'writing', done: 0, unit: 'rows' });
    await writeProbabilities(lake, options.out, nodes.ids, classes, probabilities);
    return Object.freeze({
      nodes: nodes.ids.length,
      edges: edges.graph.size,
      classes: classes.map((label, c) => ({ label, rows: known.filter((k) => k === c).length })),
      train: nodes.train,
      valid: nodes.valid,
      ...report,
      notices: [...nodes.notices, ...edges.notices],
      out: options.out,
    });
  } finally {
    lake.close();
    rmSync(spill, { recursive: true, force: true });
  }
}
