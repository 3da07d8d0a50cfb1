import { roles, type ShadowReport } from '../../engine/index.ts';
import { count, table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

export const addShadow: AddCommand = (program, terminal) => {
  program
    .command('shadow')
    .description("Score the people of the newest run with a challenger beside the champion. Nobody's rank changes.")
    .option('--model <name/version>', 'model to compare (default: the challenger)')
    .action(async (options: { model?: string }, command) => {
      const all = globals(command);
      const report = await withEngine(all, terminal, (engine) => engine.shadow(options.model));
      terminal.print(all.json ? JSON.stringify(report) : shadowText(report));
      if (!all.json) for (const notice of report.notices) terminal.note(notice);
    });
};

function shadowText(report: ShadowReport): string {
  const rows = roles.map((role) => {
    const one = report.roles[role];
    return [
      role,
      Number.isNaN(one.rankCorrelation) ? '-' : one.rankCorrelation.toFixed(3),
      one.sameOfFirst50,
      one.sameOfFirst500,
      one.meanChampion.toPrecision(3),
      one.meanChallenger.toPrecision(3),
    ];
  });
  const risers = roles.flatMap((role) =>
    report.roles[role].risers.map((one) => [role, one.person, one.rankChampion, one.rankChallenger]),
  );
  return [
    `${report.challenger} beside ${report.champion}, ${count(report.scored)} persons of run ${report.runId}.`,
    table(['role', 'rank correlation', 'same in first 50', 'in first 500', 'mean score', 'mean challenger'], rows),
    ...(risers.length === 0 ? [] : ['', table(['role', 'person', 'rank now', 'rank by challenger'], risers)]),
  ].join('\n');
}
