import { type LearnReport, learnGraph } from '../../engine/index.ts';
import { count, percent, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals } from './command.ts';

interface LearnFlags {
  readonly nodes: string;
  readonly edges: string;
  readonly weights: boolean;
  readonly out: string;
  readonly seed: number;
}

/** `excavator learn`: the features and the learner on anybody's attributed graph. */
export const addLearn: AddCommand = (program, terminal) => {
  program
    .command('learn')
    .description(
      'Learn the labels of the nodes of an attributed graph; write a probability of each label for each node.',
    )
    .requiredOption(
      '--nodes <file>',
      'CSV, NDJSON or Parquet: id, numeric columns, label (empty = unknown), split (train, valid, test)',
    )
    .requiredOption('--edges <file>', 'CSV, NDJSON or Parquet: source, target and perhaps weight')
    .option('--weights', 'use the column weight of the edges', false)
    .requiredOption('--out <file>', 'CSV, NDJSON or Parquet to write: id and p_<label> for each label')
    .option('--seed <n>', 'seed of folds and samples', wholeNumber(0), 1)
    .action(async (flags: LearnFlags, command) => {
      const { json, threads } = globals(command);
      const report = await learnGraph({
        ...flags,
        onProgress: terminal.progress,
        ...(threads === undefined ? {} : { threads }),
      });
      terminal.endProgress();
      terminal.print(json ? JSON.stringify(report) : words(report));
      if (!json) for (const notice of report.notices) terminal.note(notice);
    });
};

function words(report: LearnReport): string {
  const four = (value: number): string => value.toFixed(4);
  const labels = report.classes.map(({ label, rows }) => `${label}: ${count(rows)}`).join(', ');
  const sets = report.sets.map((set) => [
    set.groups.join(' + '),
    set.columns,
    four(set.logLoss),
    four(set.averagePrecision),
    set.kept ? 'kept' : '',
  ]);
  const blend = report.blend.map((one) => [one.learner, one.groups.join(' + '), four(one.logLoss), percent(one.share)]);
  const moved = report.movedShares?.map((share, c) => `${report.classes[c]?.label}: ${percent(share)}`).join(', ');
  return [
    `${count(report.nodes)} nodes, ${count(report.edges)} edges; learned from ${count(report.train)} rows of train and ${count(report.valid)} of valid (${labels}).`,
    '',
    table(['feature groups', 'columns', 'log-loss', 'AUPRC', ''], sets),
    '',
    table(['learner', 'feature groups', 'log-loss', 'share'], blend),
    '',
    `Out of fold (${report.folds} folds, dealt ${report.repeats} times): AUPRC ${four(report.averagePrecision)}, log-loss ${four(report.logLoss)}, ECE ${four(report.calibrationError)}.`,
    ...(moved === undefined
      ? []
      : [`Labelled rows were not a fair sample: probabilities moved to the shares ${moved}.`]),
    `${report.out}: id, ${report.classes.map(({ label }) => `p_${label}`).join(', ')}`,
  ].join('\n');
}
