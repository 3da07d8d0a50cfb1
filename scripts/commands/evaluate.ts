import { type EvaluationMetrics, roles } from '../../engine/index.ts';
import { count, percent, table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

export const addEvaluate: AddCommand = (program, terminal) => {
  program
    .command('evaluate')
    .description('Measure the newest ranking against the truth of a synthetic data set.')
    .requiredOption('--truth <file>', 'truth.csv of the data set')
    .option('--out <dir>', 'folder for metrics.json and predictions.csv')
    .action(async (options: { truth: string; out?: string }, command) => {
      const all = globals(command);
      const metrics = await withEngine(all, terminal, (engine) => engine.evaluate(options));
      terminal.print(all.json ? JSON.stringify(metrics) : metricsText(metrics));
      for (const notice of metrics.notices) terminal.note(notice);
    });
};

export function metricsText(metrics: EvaluationMetrics): string {
  const rows = roles.map((role) => {
    const one = metrics.roles[role];
    const at = (k: number): string => {
      const found = one.atK.find((entry) => entry.k === k);
      return found === undefined
        ? '-'
        : `${percent(found.precision)} (${percent(found.precisionLow)} to ${percent(found.precisionHigh)})`;
    };
    return [
      role,
      `${one.scoredPositives} of ${one.positives}`,
      one.positives === 0 ? '-' : one.auprc.toFixed(3),
      percent(one.prevalence),
      at(10),
      at(50),
      at(100),
    ];
  });
  const flagged = metrics.wrongfulByLookalike.filter(({ flagged: people }) => people > 0);
  const wrong = table(
    ['innocent people', 'people', 'in a top 50'],
    flagged.map(({ lookalike, people, flagged: inTop }) => [
      lookalike === 'none' ? 'anybody else' : lookalike.replaceAll('_', ' '),
      count(people),
      inTop,
    ]),
  );
  return [
    table(['role', 'unknown in reach', 'AUPRC', 'prevalence', 'right of first 10', 'of 50', 'of 100'], rows),
    '',
    flagged.length === 0 ? 'No innocent person stands among the first 50 of a role.' : wrong,
  ].join('\n');
}
