import { Option } from 'commander';
import { ExcavatorError, type RunCheck, type RunPlan, type RunReport, type StepUse } from '../../engine/index.ts';
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
    .addOption(new Option('--plan', 'say what would be computed and why, and compute nothing').conflicts('check'))
    .addOption(
      new Option(
        '--check',
        'compute the newest run from nothing and compare it with what is stored, byte for byte',
      ).conflicts('asOf'),
    )
    .action(async (options: { asOf?: number; plan?: true; check?: true }, command) => {
      const all = globals(command);
      if (options.plan === true) {
        const plan = await withEngine(all, terminal, (engine) => engine.planRun(options));
        terminal.print(all.json ? JSON.stringify(plan) : planText(plan));
        return;
      }
      if (options.check === true) {
        const check = await withEngine(all, terminal, (engine) => engine.checkRun());
        terminal.print(all.json ? JSON.stringify(check) : checkText(check));
        if (!check.equal) throw notTheSame(check);
        return;
      }
      const report = await withEngine(all, terminal, (engine) => engine.run(options));
      terminal.print(all.json ? JSON.stringify(report) : runText(report));
      if (!all.json) for (const notice of report.notices) terminal.note(notice);
    });
};

function planText({ asOf, newestRun, steps }: RunPlan): string {
  const rows = steps.map(({ step, reused, why, seconds }) => [
    step,
    reused ? 'taken as it is' : 'computed',
    reused || seconds === undefined ? '' : seconds.toFixed(1),
    why.join('; '),
  ]);
  return [
    `A run up to ${instant(asOf)}${newestRun === null ? '' : `, after run ${newestRun}`}:`,
    table(['step', 'what', 'seconds last time', 'why'], rows),
  ].join('\n');
}

function checkText({ runId, files, equal }: RunCheck): string {
  if (equal) return `Run ${runId} computed from nothing: ${files.length} files, all of the same bytes.`;
  const other = files.filter((one) => !one.equal);
  const short = (hash: string | null): string => hash?.slice(0, 16) ?? 'none';
  return table(
    ['file', 'stored', 'from nothing'],
    other.map(({ file, stored, computed }) => [file, short(stored), short(computed)]),
  );
}

function notTheSame({ runId, files }: RunCheck): ExcavatorError {
  return new ExcavatorError({
    code: 'run_differs',
    kind: 'data',
    what: 'The newest run is not what its records give.',
    where: `run ${runId}`,
    got: `${files.filter(({ equal }) => !equal).length} of ${files.length} files differ`,
    expected: 'the same bytes',
    advice:
      'A stored file was changed, or another version of the engine made it. Remove the folders below lake/ that are named above and run again.',
  });
}

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
    ['step', 'seconds', 'processor s', 'peak MB', 'rows', 'MB kept', ''],
    steps.flatMap((step) => [
      [step.step, ...used(step), step.reused ? 'reused' : ''],
      ...(step.parts ?? []).map((part) => [`  ${part.part}`, ...used(part), '']),
    ]),
  );
}

function used({
  seconds,
  processorSeconds,
  peakResidentMb,
  rows,
  bytes,
}: Omit<StepUse, 'step' | 'reused' | 'parts'>): string[] {
  const kept = bytes === undefined ? '' : (bytes / 2 ** 20).toFixed(1);
  const processor = processorSeconds === undefined ? '' : processorSeconds.toFixed(1);
  return [seconds.toFixed(1), processor, count(peakResidentMb), rows === undefined ? '' : count(rows), kept];
}
