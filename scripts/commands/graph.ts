import { InvalidArgumentError } from 'commander';
import { type GraphReport, graphMeasures, measureGraph } from '../../engine/index.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commaList, wholeNumber } from './arguments.ts';
import { type AddCommand, globals } from './command.ts';

interface GraphCommandOptions {
  readonly edges: string;
  readonly out: string;
  readonly directed: boolean;
  readonly measures: readonly string[];
  readonly restart: readonly string[];
  readonly seed: number;
  readonly samples?: number;
  readonly resolution?: number;
}

/** `excavator graph`: the measures on anybody's edge list. */
export const addGraph: AddCommand = (program, terminal) => {
  const list = graphMeasures.map(({ name, meaning }) => `  ${name.padEnd(22)}${meaning}`).join('\n');
  program
    .command('graph')
    .description('Measure an edge list: one row a node, one column a measure.')
    .requiredOption('--edges <file>', 'CSV or Parquet with source, target and perhaps weight')
    .requiredOption('--out <file>', 'CSV or Parquet to write')
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
    .addHelpText('after', `\nMeasures:\n${list}`)
    .action(async (options: GraphCommandOptions, command) => {
      const { json, threads } = globals(command);
      const report = await measureGraph({
        ...options,
        onProgress: terminal.progress,
        ...(threads === undefined ? {} : { threads }),
      });
      terminal.endProgress();
      terminal.print(json ? JSON.stringify(report) : words(report));
      if (!json) remarks(report, terminal);
    });
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
