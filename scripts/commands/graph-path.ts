import { type Command, Option } from 'commander';
import { type PathReport, pathInFile } from '../../engine/index.ts';
import { instant } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, type GlobalOptions, needed } from './command.ts';

interface GraphPathOptions {
  readonly edges?: string;
  readonly from: string;
  readonly to: string;
  readonly directed: boolean;
  readonly k: number;
  readonly by: 'hops' | 'weight';
  readonly timeRespecting: boolean;
}

/** `excavator graph path`: the best paths between two ids of anybody's edge list. */
export const addGraphPath: AddCommand = (graph, terminal) => {
  graph
    .command('path')
    .description('The best paths between two ids of an edge list; with --time-respecting the one that arrives first.')
    .requiredOption('--from <id>', 'where the path starts')
    .requiredOption('--to <id>', 'where it ends')
    .option('--k <n>', 'paths wanted, best first', wholeNumber(1), 1)
    .addOption(new Option('--by <what>', 'what makes a path good').choices(['hops', 'weight']).default('hops'))
    .option('--time-respecting', 'every edge later than the one before it (column time)', false)
    .addHelpText(
      'after',
      '\n--edges FILE and --directed are those of `graph`: graph path --edges FILE [--directed] --from A --to B',
    )
    .action(async (_: unknown, command: Command) => {
      const { json, edges, ...options } = command.optsWithGlobals<GraphPathOptions & GlobalOptions>();
      if (edges === undefined) return needed(command, '--edges <file>');
      const report = await pathInFile({ ...options, edges });
      terminal.print(json ? JSON.stringify(report) : words(report, options.by));
    });
};

function words({ from, to, paths }: PathReport, by: 'hops' | 'weight'): string {
  if (from === to) return `${from} is both ends.`;
  if (paths.length === 0) return `No path from ${from} to ${to}.`;
  return paths
    .map(({ ids, seconds, weights, cost }) => {
      const legs = ids.slice(1).map((id, i) => {
        const at = seconds?.[i];
        return at === undefined ? ` -(${Number(weights?.[i]?.toPrecision(6))})-> ${id}` : ` -> ${id} at ${when(at)}`;
      });
      const price = by === 'hops' ? `${cost} hops` : `cost ${Number(cost.toPrecision(6))}`;
      return `${price}: ${ids[0] ?? ''}${legs.join('')}`;
    })
    .join('\n');
}

/** Small numbers are no dates anybody meant. */
const when = (seconds: number): string => (seconds >= 1e8 && seconds < 1e11 ? instant(seconds) : String(seconds));
