import type { CardReport, DriftReport, MonthlyReport } from '../../engine/index.ts';
import { count, instant, percent, table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { gatesText } from './promote.ts';

const driftShown = 20;

export const addReport: AddCommand = (program, terminal) => {
  const report = program.command('report').description('What is known of the models of this home.');
  report
    .command('card')
    .description('The card of a model, and which gates of a promotion it passes.')
    .option('--model <name/version>', 'default: the champion')
    .action(async (options: { model?: string }, command) => {
      const all = globals(command);
      const card = await withEngine(all, terminal, (engine) => engine.card(options.model));
      terminal.print(all.json ? JSON.stringify(card) : cardText(card));
    });
  report
    .command('drift')
    .description('How far the people of the newest run are from those of the training.')
    .option('--model <name/version>', 'default: the champion')
    .action(async (options: { model?: string }, command) => {
      const all = globals(command);
      const drift = await withEngine(all, terminal, (engine) => engine.drift(options.model));
      terminal.print(all.json ? JSON.stringify(drift) : driftText(drift));
      if (!all.json) for (const notice of drift.notices) terminal.note(notice);
    });
  report
    .command('monthly')
    .description('Runs, moves of the champion, evaluations and drift of a calendar month.')
    .option('--month <YYYY-MM>', 'default: this month')
    .action(async (options: { month?: string }, command) => {
      const all = globals(command);
      const month = await withEngine(all, terminal, (engine) => engine.monthly(options.month));
      terminal.print(all.json ? JSON.stringify(month) : monthText(month));
      if (!all.json) for (const notice of month.notices) terminal.note(notice);
    });
};

function cardText({ model, aliases, card, gates, models }: CardReport): string {
  return [
    card.trimEnd(),
    '',
    `${model}: ${aliases.length === 0 ? 'neither champion nor challenger' : aliases.join(', ')}.`,
    gatesText(gates),
    '',
    `Models here: ${models.join(', ')}.`,
  ].join('\n');
}

function driftText({ model, runId, people, features, degree, sources }: DriftReport): string {
  const line = ({ name, psi, usual, moved, missingBefore, missingNow }: DriftReport['features'][number]) => [
    name,
    psi.toFixed(3),
    usual === null ? 'not kept' : usual.toFixed(3),
    moved ? 'moved' : '',
    percent(missingBefore),
    percent(missingNow),
  ];
  const lines = [...(degree === null ? [] : [line(degree)]), ...features.slice(0, driftShown).map(line)];
  return [
    `${count(people)} persons of run ${runId} against the training of ${model}; ${Math.min(driftShown, features.length)} of ${features.length} features, most moved first.`,
    table(['feature', 'stability index', 'usual', '', 'missing before', 'now'], lines),
    '',
    table(
      ['source', 'share before', 'now'],
      sources.map(({ source, before, now }) => [source, before === null ? 'not kept' : percent(before), percent(now)]),
    ),
  ].join('\n');
}

function monthText({ month, champion, runs, moves, evaluations, drift }: MonthlyReport): string {
  const moved =
    drift === null
      ? ''
      : `${drift.features.filter(({ moved: far }) => far).length} of ${drift.features.length} features moved much`;
  const parts = [`${month}, champion ${champion}${moved === '' ? '' : `; ${moved}`}.`];
  const add = (title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void => {
    parts.push('', rows.length === 0 ? `${title}: none.` : `${title}:\n${table(head, rows)}`);
  };
  add(
    'Runs over records that end in this month',
    ['run', 'as of', 'model', 'scored'],
    runs.map((run) => [run.runId, instant(run.asOf), run.model, count(run.scored)]),
  );
  add(
    'Moves of the champion',
    ['move', 'model', 'replaces', 'by', 'approved by', 'why'],
    moves.map((one) => [one.move, one.model, one.replaces ?? '-', one.proposedBy, one.approvedBy ?? '-', one.reason]),
  );
  add(
    'Evaluations',
    ['model', 'run', 'AUPRC user', 'retailer', 'supplier', 'innocent look-alikes flagged'],
    evaluations.map((one) => [
      one.model,
      one.runId,
      one.auprc.user.toFixed(3),
      one.auprc.retailer.toFixed(3),
      one.auprc.supplier.toFixed(3),
      percent(one.wrongfulShare),
    ]),
  );
  return parts.join('\n');
}
