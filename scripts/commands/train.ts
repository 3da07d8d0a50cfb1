import { roles, type TrainReport } from '../../engine/index.ts';
import { count, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { stepsText } from './run.ts';

interface TrainFlags {
  readonly name: string;
  readonly version?: string;
  readonly from?: string;
  readonly seed?: number;
}

export const addTrain: AddCommand = (program, terminal) => {
  program
    .command('train')
    .description(
      'Learn from the established and cleared people of this home, starting from the shipped baseline; say whether it helped.',
    )
    .option('--name <name>', 'name of the model', 'local')
    .option('--version <version>', 'version (default: the next free one)')
    .option('--from <name/version>', 'model to start from (default: the newest baseline)')
    .option('--seed <n>', 'seed of folds and samples', wholeNumber(0))
    .action(async (flags: TrainFlags, command) => {
      const all = globals(command);
      const report = await withEngine(all, terminal, (engine) => engine.train(flags));
      terminal.print(all.json ? JSON.stringify(report) : trainText(report));
      if (!all.json) for (const notice of report.notices) terminal.note(notice);
    });
};

function trainText(report: TrainReport): string {
  const place = (value: number | null): string => (value === null ? '-' : value.toFixed(1));
  const rows = roles.map((role) => {
    const one = report.roles[role];
    return [
      role,
      one.established,
      one.cleared,
      one.classPrior.toPrecision(2),
      one.helped ? 'yes' : 'no',
      one.way ?? '-',
      place(one.placeBefore),
      place(one.placeAfter),
      one.among === 0 ? '-' : count(one.among),
    ];
  });
  const prior = roles.flatMap((role) =>
    report.roles[role].sensitivity.map((one) => [
      role,
      one.prior.toPrecision(2),
      one.place.toFixed(1),
      `${(100 * one.sameTop50).toFixed(0)} %`,
      one.meanScore.toPrecision(2),
    ]),
  );
  return [
    stepsText(report),
    '',
    table(
      ['role', 'established', 'cleared', 'class prior', 'helped', 'learnt by', 'place before', 'after', 'of'],
      rows,
    ),
    ...(prior.length === 0
      ? []
      : ['', table(['role', 'class prior', 'place after', 'first 50 the same', 'mean score'], prior)]),
    '',
    report.model === null
      ? `No version written: ${report.parent} is as good.`
      : `${report.model} written to ${report.folder}; it continues ${report.parent}.`,
  ].join('\n');
}
