import { type Command, InvalidArgumentError } from 'commander';
import { type GraphReport, graphMeasures, measureGraph } from '../../engine/index.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commaList, wholeNumber } from './arguments.ts';
import { type AddCommand, globals, needed } from './command.ts';
import { addGraphPath } from './graph-path.ts';

interface GraphCommandOptions {
  readonly edges?: string;
  readonly out?: string;
  readonly directed: boolean;
  readonly measures: readonly string[];
  readonly restart: readonly string[];
  readonly seed: number;
  readonly samples?: number;
  readonly resolution?: number;
  readonly windowSeconds: number;
}

/** `excavator graph`: the measures on anybody's edge list, and `graph path` on the same. */
export const addGraph: AddCommand = (program, terminal) => {
  const list = (timed: boolean): string =>
    graphMeasures
      .filter((measure) => measure.timed === timed)
      .map(({ name, meaning }) => `  ${name.padEnd(22)}${meaning}`)
      .join('\n');
  const graph = program
    .command('graph')
    .description('Measure an edge list: one row a node, one column a measure.')
    .option('--edges <file>', 'CSV or Parquet with source, target and perhaps weight and time')
    .option('--out <file>', 'CSV or Parquet to write')
    .option('--directed', 'edges lead from source to target', false)
    .option('--measures <list>', 'names separated by commas, or all', commaList, ['all'])
    .option('--restart <ids>', 'ids that personalised PageRank starts from, separated by commas', commaList, [])
    .option('--seed <n>', 'seed of samples and communities', wholeNumber(0), 1)
    .option(
      '--samples <n>',
      'start nodes of betweenness and closeness; default: all where that is quick',
      wholeNumber(1),
    )
    .option('--resolution <x>', 'resolution of communities; default: found from the graph', positive)
    .option('--window-seconds <n>', 'time between the first and the last edge of a motif', wholeNumber(1), 86400)
    .addHelpText('after', `\nMeasures:\n${list(false)}\n\nMotifs in order of time (need a column time):\n${list(true)}`)
    .action(async ({ edges, out, ...options }: GraphCommandOptions, command: Command) => {
      if (edges === undefined) return needed(command, '--edges <file>');
      if (out === undefined) return needed(command, '--out <file>');
      const { json, threads } = globals(command);
      const report = await measureGraph({
        ...options,
        edges,
        out,
        onProgress: terminal.progress,
        ...(threads === undefined ? {} : { threads }),
      });
      terminal.endProgress();
      terminal.print(json ? JSON.stringify(report) : words(report));
      if (!json) remarks(report, terminal);
    });
  addGraphPath(graph, terminal);
};

function words(report: GraphReport): string {
  const kind = `${report.directed ? 'directed' : 'undirected'}, ${report.weighted ? 'weighted' : 'unweighted'}`;
  return [
    `${count(report.nodes)} nodes, ${count(report.edges)} edges (${kind})`,
    `self-loops dropped: ${count(report.loopsDropped)}; parallel edges merged: ${count(report.parallelsMerged)}`,
    ...Object.entries(report.findings).map(([name, value]) => `${name}: ${Number(value.toPrecision(6))}`),
    `${report.out}: ${report.columns.join(', ')}`,
  ].join('\n');
}

function remarks({ ignoredColumns, notices }: GraphReport, terminal: Terminal): void {
  if (ignoredColumns.length > 0) terminal.note(`Columns that were not used: ${ignoredColumns.join(', ')}.`);
  for (const notice of notices) terminal.note(notice);
}

const count = (value: number): string => value.toLocaleString('en');

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('Expected a number above zero.');
  return value;
}
