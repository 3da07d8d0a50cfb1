import type { RunReport, StepUse } from '../../engine/index.ts';
import { count, instant, table } from '../terminal/format.ts';
import { asOfDate } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

export const addRun: AddCommand = (program, terminal) => {
  program
    .command('run')
    .description(
      'Resolve, contacts, graph, features, score, rank. Steps whose input did not change are taken as they are.',
    )
    .option('--as-of <date>', 'use only records up to this date (default: the newest record)', asOfDate)
    .action(async (options: { asOf?: number }, command) => {
      const all = globals(command);
      const report = await withEngine(all, terminal, (engine) => engine.run(options));
      terminal.print(all.json ? JSON.stringify(report) : runText(report));
      if (!all.json) for (const notice of report.notices) terminal.note(notice);
    });
};

export function runText(report: RunReport): string {
  const { established } = report;
  return [
    stepsText(report),
    '',
    `${count(report.persons)} persons, ${count(report.contacts)} contacts, ${count(report.scored)} persons scored,`,
    `established: ${established.user} users, ${established.retailer} retailers, ${established.supplier} suppliers.`,
    `As of ${instant(report.asOf)}, model ${report.model}, run ${report.runId}.`,
  ].join('\n');
}

export function stepsText({ steps }: Pick<RunReport, 'steps'>): string {
  return table(
    ['step', 'seconds', 'peak MB', 'rows', ''],
    steps.flatMap((step) => [
      [step.step, ...used(step), step.reused ? 'reused' : ''],
      ...(step.parts ?? []).map((part) => [`  ${part.part}`, ...used(part), '']),
    ]),
  );
}

function used({ seconds, peakResidentMb, rows }: Pick<StepUse, 'seconds' | 'peakResidentMb' | 'rows'>): string[] {
  return [seconds.toFixed(1), count(peakResidentMb), rows === undefined ? '' : count(rows)];
}
