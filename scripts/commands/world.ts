import { type Command, Option } from 'commander';
import {
  generateWorld,
  lookalikeNames,
  namedWorlds,
  patternNames,
  WorldError,
  type WorldReport,
} from '../../data/world/index.ts';
import { count, table } from '../terminal/format.ts';
import { commaList, wholeNumber } from './arguments.ts';
import { type AddCommand, globals } from './command.ts';
import { addWorldCheck } from './world-check.ts';

interface WorldCommandOptions {
  readonly name?: keyof typeof namedWorlds;
  readonly people?: number;
  readonly days?: number;
  readonly seed: number;
  readonly out?: string;
  readonly truth?: string;
  readonly format: 'parquet' | 'csv' | 'ndjson';
  readonly shift?: number;
  readonly only?: readonly string[];
  readonly without?: readonly string[];
}

const stopped = new WorldError({
  code: 'stopped',
  what: 'The world was stopped before it was whole.',
  advice: 'Nothing was left behind: start again.',
});

/** `tiny (2,000 people, 20 days), ..` */
function sizes(): string {
  const each = Object.entries(namedWorlds);
  return each.map(([name, { people, days }]) => `${name} (${count(people)} people, ${days} days)`).join(', ');
}

export const addWorld: AddCommand = (program, terminal) => {
  const world = program.command('world');
  world
    .description('Write a synthetic data set in the tables of the contract, and its truth beside it.')
    .addOption(new Option('--name <name>', `a named size: ${sizes()}`).choices(Object.keys(namedWorlds)))
    .option('--people <n>', 'people (default 20000)', wholeNumber(1))
    .option('--days <n>', 'days of records (default 60)', wholeNumber(1))
    .option('--seed <n>', 'seed; the same seed writes the same bytes', wholeNumber(0), 1)
    .option('--out <dir>', 'folder of the data set (required); must not exist or be empty')
    .option('--truth <file>', 'where the truth goes (default: beside the folder, <dir>.truth.csv)')
    .addOption(new Option('--format <format>', 'file format').choices(['parquet', 'csv', 'ndjson']).default('parquet'))
    .option('--shift <n>', 'seed of another prefecture: other geography, rates and look-alikes', wholeNumber(0))
    .option('--only <list>', `supply patterns to use: ${patternNames.join(', ')}`, commaList)
    .option('--without <list>', 'supply patterns to leave out', commaList)
    .addHelpText('after', `\nLook-alikes in every world: ${lookalikeNames.join(', ')}.`)
    .action(async (options: WorldCommandOptions, command: Command) => {
      if (options.out === undefined) command.error("error: required option '--out <dir>' not specified");
      const size = namedWorlds[options.name ?? 'demo'];
      const stop = new AbortController();
      const interrupt = (): void => stop.abort(stopped);
      process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
      const report = await generateWorld({
        people: options.people ?? size.people,
        days: options.days ?? size.days,
        seed: options.seed,
        out: options.out,
        format: options.format,
        onProgress: terminal.progress,
        signal: stop.signal,
        ...(options.truth === undefined ? {} : { truth: options.truth }),
        ...(options.shift === undefined ? {} : { shift: options.shift }),
        ...(options.only === undefined ? {} : { only: options.only }),
        ...(options.without === undefined ? {} : { without: options.without }),
      });
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      terminal.print(globals(command).json ? JSON.stringify(report) : worldText(report));
    });
  addWorldCheck(world, terminal);
};

export function worldText(report: WorldReport): string {
  return table(
    ['table', 'rows'],
    Object.entries(report.rows).map(([name, rows]) => [name, count(rows)]),
  );
}
